/** A probe that nobody reported on, since its process died: milliseconds after which another may go. */
const PROBE_MS = 5_000;
/** How often whoever waits for another's probe, or for another's request to end, asks again. */
const POLL_MS = 100;
/** A request counts as under way for no longer than this, since its process may have died. */
const UNDER_WAY_MS = 60_000;
/** How fast the number of requests that may be under way grows again after a refusal. */
const RECOVERY_MS = 5_000;

/**
 * All that Redis does, in one script, so that nothing comes between its steps. Needs Redis 5 or newer, or Valkey.
 *
 * KEYS: the state (a hash), the log (id by time), what is under way (id by time). ARGV: what to do, and its arguments.
 *
 * The log is a sliding one: sorted by time, so that the next request is due when the one `limit` places before the end of
 * the log has left its window. It has its own name in it, at -1, so that whoever finds another one knows that it vanished.
 * Times are those of the server, in milliseconds; where its clock was set back, what is missing is added.
 */
export const SCRIPT: string = `
local state, log, busy = KEYS[1], KEYS[2], KEYS[3]
local s = {}
local fields = redis.call('HGETALL', state)
for i = 1, #fields, 2 do s[fields[i]] = fields[i + 1] end
local function number(name) return tonumber(s[name] or 0) end
local function set(name, value)
  s[name] = value and tostring(value)
  if value then redis.call('HSET', state, name, string.format(type(value) == 'number' and '%.0f' or '%s', value))
  else redis.call('HDEL', state, name) end
end

local time = redis.call('TIME')
local clock = time[1] * 1000 + math.floor(time[2] / 1000)
local at = clock + number('ahead')
if at < number('at') then
  at = number('at')
  set('ahead', at - clock)
end
set('at', at)

local name = redis.call('ZRANGEBYSCORE', log, -1, -1)[1]
if not name then
  name = time[1] .. '.' .. time[2]
  redis.call('ZADD', log, -1, name)
end

local function reserve(id, longest, parallel)
  set('keep', math.ceil(2 * longest))
  redis.call('ZREMRANGEBYSCORE', log, 0, at - longest - 1000)
  redis.call('ZREMRANGEBYSCORE', busy, 0, at - ${UNDER_WAY_MS})
  if at < number('until') then
    redis.call('ZREM', log, id)
    redis.call('ZREM', busy, id)
    return { number('until') - at, 'ask', s.reason }
  end
  local probe = s['until'] ~= nil
  if probe and s.probe and s.probe ~= id and at < number('lease') then
    return { math.min(number('lease') - at, ${POLL_MS}), 'ask', '' }
  end
  local cap = s.cap and number('cap') + math.floor((at - number('capped')) / ${RECOVERY_MS})
  if cap and redis.call('ZCOUNT', busy, 0, at) >= cap and not redis.call('ZSCORE', busy, id) then
    return { ${POLL_MS}, 'ask', '' }
  end
  if probe then
    set('probe', id)
    set('lease', at + ${PROBE_MS})
  end
  local due = tonumber(redis.call('ZSCORE', log, id))
  if not due then
    due = math.max(at, tonumber(redis.call('ZRANGE', log, -1, -1, 'WITHSCORES')[2]))
    for i = 5, #ARGV, 2 do
      local limit = tonumber(ARGV[i])
      if limit <= number('limit' .. i) or at >= number('held' .. i) then
        set('limit' .. i, limit)
        set('held' .. i, at + 5000)
      else
        limit = number('limit' .. i)
      end
      local before = tonumber(redis.call('ZRANGE', log, -limit, -limit, 'WITHSCORES')[2] or -1)
      if before >= 0 then due = math.max(due, math.ceil(before + ARGV[i + 1])) end
    end
    redis.call('ZADD', log, due, id)
    if parallel then redis.call('ZADD', busy, due, id) end
  end
  local turn = { due - at, probe and 'probe' or 'go', '', '', 0 }
  for i = 6, #ARGV, 2 do turn[#turn + 1] = redis.call('ZCOUNT', log, '(' .. (at - ARGV[i]), '+inf') end
  return turn
end

local function release(id, sent)
  redis.call('ZREM', busy, id)
  if sent then return end
  redis.call('ZREM', log, id)
  if s.probe == id then set('probe', nil) end
end

local function report(what, ms)
  if what == 'crowded' then
    set('cap', math.max(1, redis.call('ZCOUNT', busy, 0, at) - 1))
    set('capped', at)
  elseif what == 'answered' then
    set('until', nil)
    set('probe', nil)
  elseif at + ms > number('until') then
    set('until', at + ms)
    set('reason', what)
    set('probe', nil)
  end
end

local function restore(ms)
  for i = 3, #ARGV, 2 do redis.call('ZADD', log, math.max(0, math.floor(at - ARGV[i + 1])), ARGV[i]) end
  set('careful', math.max(number('careful'), at + ms))
end

local what, first = ARGV[1], ARGV[2]
local turn
if what == 'reserve' then turn = reserve(first, tonumber(ARGV[3]), ARGV[4] == '1')
elseif what == 'release' then release(first, ARGV[3] == '1')
elseif what == 'report' then report(first, tonumber(ARGV[3]))
else restore(tonumber(first)) end

local keep = math.max(number('keep'), 120000, number('until') - at + 120000)
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, keep) end
if turn then
  turn[4] = name
  turn[5] = math.max(0, number('careful') - at)
end
return turn
`;
