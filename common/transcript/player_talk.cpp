#include "common/transcript/player.hpp"

#include "common/transcript/show.hpp"

namespace transcript {

// How a player opens connections, sends, waits and remembers. The functions for
// each kind of step are in player.cpp.

/// The client opens a connection where the file mentions it first. The server
/// waits there until the client has done so; for the first one it waits without
/// end.
NextAction Player::open(Connection connection,
                        std::chrono::milliseconds within) {
    if (comparer_.inbox(connection).is_open()) return std::nullopt;
    if (open_asked_.insert(connection).second) {
        since_ = now_;
        return Open{connection};
    }
    const bool first = plays_ == Side::server && connection == 1;
    if (first) return Await{Clock::time_point::max()};
    if (now_ < since_ + within) return Await{since_ + within};
    Mismatch late{Mismatch::Cause::late, NewConnection{connection}};
    late.within = within;
    return late;
}

NextAction Player::send(const Line& line) {
    std::string octets;
    if (auto todo = queue(line, at_, octets)) return todo;
    if (!steps_[at_].begin.empty()) { // what @begin stands for is never cut
        segments_.push_back({line.connection, std::move(octets)});
        return std::nullopt;
    }
    if (cutter_.glues()) glue_following(line.connection, octets);
    for (auto& segment : cutter_.segments(octets))
        segments_.push_back({line.connection, std::move(segment)});
    return std::nullopt;
}

NextAction Player::queue(const Line& line, std::size_t step,
                         std::string& octets) {
    auto text = with_values(line.text, comparer_.names());
    if (!text) return Mismatch{Mismatch::Cause::unknown_name, KnownNames{line}};
    octets += *render(*text, {}) + line.end;
    last_sent_ = Line{line.from, line.connection, std::move(*text), line.end};
    remember(steps_[step].line, *last_sent_);
    return std::nullopt;
}

/// A client may send its next commands before the replies to the first ones
/// come. A server's lines are glued up to the client's next line.
void Player::glue_following(Connection connection, std::string& octets) {
    for (auto next = at_ + 1; next < steps_.size(); ++next) {
        const auto& what = steps_[next].what;
        const auto* line = std::get_if<Line>(&what);
        const bool skips = plays_ == Side::client &&
                           (std::holds_alternative<AnyEvents>(what) ||
                            std::holds_alternative<AnyOrder>(what));
        if (!steps_[next].begin.empty()) return;
        if (skips) continue;
        if (!line || line->connection != connection) return;
        if (line->from != plays_) {
            if (plays_ == Side::server) return;
            continue;
        }
        if (!render(line->text, comparer_.names())) return;
        queue(*line, next, octets);
        sent_.insert(next);
    }
}

NextAction Player::expect(const Line& line) {
    const auto limit = deadline(line.within);
    if (auto todo = open(line.connection, limit.within)) return todo;
    return comparer_.expect_line(line, limit);
}

Comparer::Deadline
Player::deadline(std::optional<std::chrono::milliseconds> within) const {
    return {now_, since_, within.value_or(deadline_)};
}

void Player::remember(std::size_t line, std::variant<Line, std::string> what) {
    past_steps_.push_back({line, std::move(what)});
    if (past_steps_.size() <= limits::story) return;
    past_steps_.erase(past_steps_.begin());
    ++forgotten_steps_;
}

Mismatch Player::complete(Mismatch mismatch) const {
    const auto& step = steps_[std::min(at_, steps_.size() - 1)];
    mismatch.line = step.line;
    mismatch.begin = step.begin;
    mismatch.due = due_in_line(mismatch);
    mismatch.sent = last_sent_;
    mismatch.steps = past_steps_;
    mismatch.forgotten_steps = forgotten_steps_;
    return mismatch;
}

/// The line of the file that wants what came, before the next line is sent.
std::optional<std::size_t> Player::due_in_line(const Mismatch& mismatch) const {
    const auto* now =
        at_ < steps_.size() ? std::get_if<Line>(&steps_[at_].what) : nullptr;
    if (!now || !mismatch.came) return std::nullopt;
    for (auto next = at_ + 1; next < steps_.size(); ++next) {
        const auto* line = std::get_if<Line>(&steps_[next].what);
        if (!line || line->connection != now->connection) continue;
        if (line->from == plays_ && !sent_.contains(next)) break;
        auto names = comparer_.names();
        const auto& came = *mismatch.came;
        if (line->from != plays_ && octets(came.end) == line->end &&
            !match(line->text, came.text, names))
            return steps_[next].line;
    }
    return std::nullopt;
}

} // namespace transcript
