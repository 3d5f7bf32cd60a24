-- Whose conversation a message is part of: the customer who wrote it, or to whom it was sent, also in copy. What
-- went only to others, or belonged to an earlier customer of the case, is not theirs to read.
alter table messages add column for_customer_id bigint references customers;
update messages set for_customer_id = cases.customer_id from cases
where cases.id = messages.case_id and messages.kind = 'message' and (
  messages.author_customer_id = cases.customer_id
  -- To whom older answers went is not known here; where nobody else took part, it was the customer.
  or messages.author_kind = 'staff' and not exists (
    select from case_participants where case_participants.case_id = cases.id and address is not null));

create index cases_by_organisation on cases (organisation_id, created_at desc, id desc)
  where organisation_id is not null and merged_into_id is null;
