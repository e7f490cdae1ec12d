-- Exercise 4.1 in Lua.
local server = assert(require("socket").connect("127.0.0.1", arg[1]))
local known, read = 0, 0

local function hear()
    local line = server:receive("*l") -- nothing, when it has no end
    if not line then os.exit(0) end
    return (line:gsub("\r$", ""))
end

local function note(line)
    known = math.max(known, tonumber(line:match("^%* new (%d+)$")) or 0)
end

local function answer()
    local line = hear()
    while line:sub(1, 1) == "*" do
        note(line)
        line = hear()
    end
    return line
end

local function say(line) server:send(line .. "\r\n") end

known = tonumber(hear():match("(%d+) messages"))
read = known
say("count")
local count = tonumber(answer():match("%d+"))
known = math.max(known, count)
while true do
    while read < known do
        read = read + 1
        say("read " .. read)
        print(answer():sub(4))
    end
    say("idle")
    answer()
    while read == known do note(hear()) end
    say("done")
    answer()
end
