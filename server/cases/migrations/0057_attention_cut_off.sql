alter table attentions drop constraint attentions_reason_check;
alter table attentions add constraint attentions_reason_check check (reason in ('mention', 'bounce', 'assigned',
  'hand-off', 'hand-off-answered', 'taken-over', 'consult', 'consult-answered', 'promise', 'escalation',
  'escalation-answered', 'not-solved', 'cut-off'));
