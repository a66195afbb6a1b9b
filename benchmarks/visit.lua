-- wrk's side of benchmarks/load.py: goes through the list of questions that it finds in VISIT_FILE, one a line
-- (path, blank, ETag or "-"), with a pause between two questions of up to VISIT_PAUSE milliseconds. The first
-- VISIT_FIRST questions of a thread come at once, as browsers ask when they have connected.
local questions, place, pause = {}, 0, tonumber(os.getenv("VISIT_PAUSE") or "0")
local first = tonumber(os.getenv("VISIT_FIRST") or "0")
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init()
  for line in io.lines(os.getenv("VISIT_FILE")) do
    local path, tag = line:match("^(%S+) (%S+)$")
    local headers = { ["Accept-Encoding"] = "gzip, br" }
    if tag ~= "-" then headers["If-None-Match"] = tag end
    table.insert(questions, wrk.format("GET", path, headers))
  end
  -- Threads begin at different places, so that not all ask for the same file at once.
  place = number * 17
  math.randomseed(1917 + number)
end

function request()
  place = place % #questions + 1
  return questions[place]
end

if pause > 0 then
  function delay()
    first = first - 1
    if first >= 0 then return 0 end
    return math.random(0, pause)
  end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"requests": %d, "bytes": %d, "seconds": %.2f, "p50_ms": %.1f, "p95_ms": %.1f, "p99_ms": %.1f, ' ..
      '"errors": {"connect": %d, "read": %d, "write": %d, "status": %d, "timeout": %d}}\n',
    summary.requests, summary.bytes, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(95) / 1e3, latency:percentile(99) / 1e3,
    errors.connect, errors.read, errors.write, errors.status, errors.timeout))
end
