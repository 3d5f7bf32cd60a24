-- What somebody is called for, where the reason alone does not say it.
alter table attentions add column words text not null default '';
alter table attentions drop constraint attentions_reason_check;
alter table attentions add constraint attentions_reason_check check (reason in ('mention', 'bounce', 'assigned',
  'hand-off', 'hand-off-answered', 'taken-over', 'consult', 'promise', 'escalation', 'escalation-answered',
  'not-solved'));

-- The cases that were merged into a case are found without reading all of them.
create index cases_merged on cases (merged_into_id) where merged_into_id is not null;
