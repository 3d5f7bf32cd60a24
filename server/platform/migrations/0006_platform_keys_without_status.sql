-- A key's row is committed with its answer or not at all, so there was only ever one status to keep.
alter table idempotency_keys drop column status;
