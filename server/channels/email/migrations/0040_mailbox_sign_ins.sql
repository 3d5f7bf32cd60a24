-- A mailbox that signs in with OAuth2 instead of a password.
create table mailbox_sign_ins (
  mailbox_id bigint primary key references mailboxes on delete cascade,
  provider text not null check (provider in ('google', 'microsoft', 'other')),
  client_id text not null,
  authorization_url text not null,
  token_url text not null,
  scopes text not null,
  -- Client secret, refresh token and access token, sealed; never sent to a browser.
  secrets_sealed text not null,
  access_until timestamptz,
  -- When the provider refused to go on: somebody has to sign in again.
  refused_at timestamptz,
  -- One try to sign in at a time: what comes back from the provider must belong to it.
  try_state_sha256 bytea,
  try_verifier_sealed text,
  try_by bigint references staff on delete set null,
  try_until timestamptz
);
create unique index mailbox_sign_ins_try on mailbox_sign_ins (try_state_sha256)
  where try_state_sha256 is not null;
