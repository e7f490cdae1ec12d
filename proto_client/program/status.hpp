#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace client {

/// How the watch of a mailbox is, for people and programs that look in.
struct WatchState {
    using Time = std::chrono::system_clock::time_point;
    enum class State : std::uint8_t {
        connecting,
        telling, ///< it tells what it has missed
        idling,  ///< the server says when there is news
        polling, ///< the server is asked again and again
        apart,   ///< it waits until it tries again
        stopped
    };
    struct Told {
        Time at;
        std::uint32_t number;
        bool operator==(const Told&) const = default;
    };
    struct Failed {
        Time at;
        std::string text;
        bool operator==(const Failed&) const = default;
    };

    std::string mailbox;
    State state = State::connecting;
    Time since = Time::clock::now(); ///< since then it is in this state
    std::optional<Time> next_try = {};
    std::optional<Told> last_message = {};
    std::optional<Failed> last_error = {};

    void enter(State next) {
        if (state != next) since = Time::clock::now();
        state = next;
        next_try.reset();
    }
    void told(std::uint32_t number) {
        last_message = {Time::clock::now(), number};
    }
    void failed(std::string_view why) {
        last_error = {Time::clock::now(), std::string(why)};
    }
    bool operator==(const WatchState&) const = default;
};

/// Returns the state as JSON, without the end of the line.
std::string print(const WatchState& state);

/// The file in which a watch says how it is, beside its position.
class StatusFile {
public:
    explicit StatusFile(const std::string& position)
        : path_(position + ".status") {}

    /// Writes the state, if it is another one than before. That it cannot be
    /// written does no harm to the watch, so nobody is told.
    void store(const WatchState& state);

    /// True if the state was stored as it is.
    bool stands_for(const WatchState& state) const { return stored_ == state; }

    /// Returns what a watch has stored there, with whether it runs now.
    /// `mailbox` is for a watch that has stored nothing.
    std::string read(const std::string& mailbox, bool runs) const;

private:
    std::string path_;
    std::optional<WatchState> stored_;
};

} // namespace client
