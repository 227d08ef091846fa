-- no transaction
-- Built without locking writers out. An index that an aborted run left behind is not valid, so it goes first.
DROP INDEX CONCURRENTLY IF EXISTS notes_by_age;
CREATE INDEX CONCURRENTLY notes_by_age ON notes (tenant_id, created_at DESC, id DESC);
