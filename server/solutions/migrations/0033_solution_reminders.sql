-- Messages that asked again, each with the same links as the first.
create table solution_reminders (
  message_id bigint primary key references messages,
  solution_id bigint not null references solutions
);
create index solution_reminders_by_solution on solution_reminders (solution_id);
