-- What a message is besides its words, as its channel recognised it; a signature in it was verified by nobody.
alter table messages add column labels text[] not null default '{}',
  add constraint messages_labels_check check (labels <@ array[
    'smime-signed', 'smime-encrypted', 'pgp-signed', 'pgp-encrypted',
    'invitation', 'invitation-answer', 'invitation-cancelled']);
