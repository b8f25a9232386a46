-- What the farm keeps beside pg-boss's own tables. Run at each submit: nothing that stands is changed.
create schema if not exists farm;

-- A class that was handed in, as the folder of --out names it.
create table if not exists farm.batch (
  id uuid primary key,
  name text not null,
  seed text not null,
  fingerprint text not null,
  created timestamptz not null default now()
);

-- What is graded: the cells of a notebook, packed, once for all who handed in the same.
create table if not exists farm.content (key text primary key, bytes bytea not null);

-- Whose it is. A worker cannot read this table: names of students stay with who handed them in.
create table if not exists farm.hand_in (
  batch uuid not null references farm.batch,
  file text not null,
  student text not null,
  id text,
  assignment text not null,
  key text references farm.content, -- null where it cannot be read,
  result text, -- and this is why
  job uuid,
  primary key (batch, file),
  check ((key is null) <> (result is null) and (key is null) = (job is null))
);
create index if not exists hand_in_key on farm.hand_in (batch, key);

-- The machines that have graded, with their sandbox.
create table if not exists farm.worker (
  name text primary key,
  fingerprint text not null,
  node text not null,
  sandbox text not null,
  started timestamptz not null default now()
);

-- Who took what, and when: each death leaves one without a mark.
create table if not exists farm.attempt (
  number bigint generated always as identity primary key,
  batch uuid not null,
  key text not null,
  worker text not null,
  started timestamptz not null default now()
);
create index if not exists attempt_key on farm.attempt (batch, key);

-- Where the grader itself failed, with why.
create table if not exists farm.fault (
  number bigint generated always as identity primary key,
  batch uuid not null,
  key text not null,
  worker text not null,
  reason text not null,
  at timestamptz not null default now()
);
create index if not exists fault_key on farm.fault (batch, key);

-- The marks: one for each content of a batch. Whoever comes second changes nothing.
create table if not exists farm.mark (
  batch uuid not null references farm.batch,
  key text not null references farm.content,
  result text not null, -- JSON to the byte: jsonb would sort its members
  seconds real not null,
  worker text not null,
  at timestamptz not null default now(),
  primary key (batch, key)
);

-- What was posted to a web hook.
create table if not exists farm.delivery (
  batch uuid not null,
  file text not null,
  key text not null,
  url text not null,
  at timestamptz not null default now(),
  primary key (batch, file, key, url)
);

-- Where each hand-in stands.
create or replace view farm.progress as
select h.batch, h.file, h.key, h.job, m.seconds, m.worker as marked_by,
  case
    when h.result is not null or m.key is not null then 'done'
    when j.state = 'active' then 'running'
    when j.state in ('created', 'retry') then 'waiting'
    else 'failed'
  end as state
from farm.hand_in h
join farm.batch b on b.id = h.batch
left join farm.mark m on m.batch = h.batch and m.key = h.key
left join pgboss.job j on j.name = 'grade-' || b.fingerprint and j.id = h.job;
