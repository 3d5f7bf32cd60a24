create table organisations (
  id bigint generated always as identity primary key,
  name text not null,
  domains text[] not null default '{}',
  fields jsonb not null default '{}',
  created_at timestamptz not null default now(),
  version integer not null default 1
);
create index organisations_by_name on organisations using gin (name gin_trgm_ops);
create index organisations_by_domain on organisations using gin (domains);
create index organisations_in_order on organisations (lower(name), id);

create table customers (
  id bigint generated always as identity primary key,
  name text not null,
  organisation_id bigint references organisations,
  locale text,
  time_zone text,
  fields jsonb not null default '{}',
  created_at timestamptz not null default now(),
  version integer not null default 1
);
create index customers_by_name on customers using gin (name gin_trgm_ops);
create index customers_in_order on customers (lower(name), id);
create index customers_by_organisation on customers (organisation_id) where organisation_id is not null;

create table addresses (
  id bigint generated always as identity primary key,
  customer_id bigint not null references customers on delete cascade,
  kind text not null check (kind in ('email', 'phone', 'handle')),
  -- As the person writes it, and the form that is compared: lower case, E.164.
  shown text not null,
  value text not null,
  verified_at timestamptz,
  created_at timestamptz not null default now(),
  unique (kind, value)
);
create index addresses_by_customer on addresses (customer_id);
create index addresses_by_value on addresses using gin (value gin_trgm_ops);

create table customer_notes (
  id bigint generated always as identity primary key,
  customer_id bigint not null references customers on delete cascade,
  author_id bigint not null references staff,
  text text not null,
  created_at timestamptz not null default now(),
  version integer not null default 1
);
create index customer_notes_by_customer on customer_notes (customer_id, id);

-- Own fields of customers, organisations and cases.
create table field_definitions (
  id bigint generated always as identity primary key,
  object text not null check (object in ('customer', 'organisation', 'case')),
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  label text not null,
  type text not null check (type in ('text', 'number', 'date', 'yes-no', 'choice')),
  choices text[] not null default '{}',
  position integer not null default 0,
  retired_at timestamptz,
  version integer not null default 1,
  unique (object, key)
);
