-- Why a message of ours did not arrive, in a closed list that the desk puts into words.
alter table messages add column delivery_reason text,
  add constraint messages_delivery_reason_check check (delivery_reason in (
    'no-such-address', 'no-such-domain', 'mailbox-full', 'switched-off', 'sender-refused', 'content-refused',
    'filtered', 'too-large', 'too-many', 'out-of-reach', 'unknown'));
