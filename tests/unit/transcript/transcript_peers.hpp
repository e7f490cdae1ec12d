#pragma once

#include "common/transcript/memory.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>

/// A peer that sends what a test says, right or wrong.
class ScriptedPeer : public Session {
public:
    /// Returns the answer to a line (without its end). It is also called with
    /// "start" and "deliver". `CLOSE` at the end of an answer hangs up.
    using Script = std::function<std::string(std::string_view line)>;

    explicit ScriptedPeer(const Script& script) : script_(script) {}

    void start(Clock::time_point) override { answer("start"); }
    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        for (const char octet : bytes) {
            if (octet == '\n') {
                answer(line_);
                line_.clear();
            } else if (octet != '\r') {
                line_ += octet;
            }
        }
        return bytes.size();
    }
    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

    void answer(std::string_view line) {
        std::string_view said;
        const auto all = script_(line);
        said = all;
        if (!said.ends_with("CLOSE")) return say(said);
        said.remove_suffix(5);
        say(said);
        finish();
    }

private:
    const Script& script_;
    std::string line_;
};

class ScriptedWorld : public transcript::World {
public:
    explicit ScriptedWorld(ScriptedPeer::Script script)
        : script_(std::move(script)) {}

    Session& open(transcript::Connection connection) override {
        return peers_.try_emplace(connection, script_).first->second;
    }
    void close(transcript::Connection connection) override {
        peers_.erase(connection);
    }
    void deliver(std::string_view) override {
        for (auto& [connection, peer] : peers_) peer.answer("deliver");
    }

private:
    ScriptedPeer::Script script_;
    std::map<transcript::Connection, ScriptedPeer> peers_;
};

/// Returns a correct peer, except for the answers in `wrong`.
inline ScriptedPeer::Script
answers(std::map<std::string, std::string, std::less<>> wrong) {
    return [wrong = std::move(wrong)](std::string_view line) -> std::string {
        if (const auto found = wrong.find(line); found != wrong.end())
            return found->second;
        if (line == "start") return "* hello toy/1 3 messages\r\n";
        if (line == "idle") return "+ idling\r\n";
        if (line == "deliver") return "* new 4\r\n";
        if (line == "done") return "ok done\r\n";
        if (line == "noop") return "ok\r\n";
        return "";
    };
}
