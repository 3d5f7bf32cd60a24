-- The version that judged a mail: what one version could not read, the next one tries once by itself.
alter table raw_mails add column judged_by text;
