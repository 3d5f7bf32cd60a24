-- Whether a message of ours asks the customer something: the clocks rest from then until the next word.
alter table messages add column asks boolean not null default false;
update messages set asks = true where id in (
  select max(messages.id) from messages join cases on cases.id = messages.case_id
  where cases.state = 'waiting-for-customer' and author_kind = 'staff' and kind = 'message'
    and delivery is distinct from 'taken-back'
  group by case_id);
