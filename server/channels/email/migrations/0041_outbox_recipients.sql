-- What became of a mail, for each of those it is for: one may have it while another's mailbox is full.
create table outbox_recipients (
  outbox_id bigint not null references outbox on delete cascade,
  address text not null check (address = lower(address)),
  -- In the order in which they were named: To before Cc.
  position integer not null,
  -- delayed: their server took it and reports that it still tries.
  state text not null default 'queued' check (state in
    ('queued', 'sent', 'deferred', 'delayed', 'bounced', 'uncertain', 'failed')),
  reason text constraint outbox_recipients_reason_check check (reason in (
    'no-such-address', 'no-such-domain', 'mailbox-full', 'switched-off', 'sender-refused', 'content-refused',
    'filtered', 'too-large', 'too-many', 'out-of-reach', 'unknown')),
  -- What the other side said last.
  reply text,
  changed_at timestamptz not null default now(),
  primary key (outbox_id, address)
);

insert into outbox_recipients (outbox_id, address, position, state, reason, reply, changed_at)
select o.id, lower(named.address), min(named.position),
  min(case
    when m.delivery = 'bounced' and o.state = 'sent' then
      case when position(lower(named.address) || ':' in lower(coalesce(m.delivery_detail, ''))) > 0
        then 'failed' else 'sent' end
    when m.delivery = 'bounced' then 'bounced'
    when o.state in ('sent', 'deferred', 'failed', 'uncertain') then o.state
    else 'queued' end),
  min(case when m.delivery in ('bounced', 'failed') then m.delivery_reason end),
  min(case when o.state in ('deferred', 'failed', 'uncertain') then o.last_reply end),
  min(coalesce(o.sent_at, o.created_at))
from outbox o
  join messages m on m.id = o.message_id
  cross join unnest(o.recipients) with ordinality as named (address, position)
group by o.id, lower(named.address);
alter table outbox drop column recipients;

-- Why a mail that is due does not leave: an earlier one of its case to the same address comes first, the mailbox
-- has sent as many as it may for now, or the mailbox cannot send until somebody mends it.
alter table outbox add column waiting text check (waiting in ('order', 'limit', 'mailbox'));

-- What keeps a mailbox from sending, since when; null while it can.
alter table mailboxes add column send_error text, add column send_error_at timestamptz;
