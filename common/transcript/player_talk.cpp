#include "common/transcript/player.hpp"

#include "common/transcript/duration.hpp"
#include "common/transcript/escape.hpp"
#include "common/transcript/show.hpp"

namespace transcript {

// How a player opens, sends, waits and remembers. What each kind of step asks
// of it is in player.cpp.

/// A client opens a connection where it is first mentioned; a server waits
/// there until the client has done so, for the first one without end.
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
    Mismatch late{"connection " + std::to_string(connection)};
    late.why = "the client has not opened connection " +
               std::to_string(connection) + " within " + print(within);
    return late;
}

NextAction Player::send(const Line& line) {
    std::string octets;
    if (auto todo = queue(line, at_, octets)) return todo;
    if (cutter_.glues()) glue_following(line.connection, octets);
    for (auto& segment : cutter_.segments(octets))
        segments_.push_back({line.connection, std::move(segment)});
    return std::nullopt;
}

NextAction Player::queue(const Line& line, std::size_t step,
                         std::string& octets) {
    const auto text = render(line.text, comparer_.names());
    if (!text) {
        Mismatch unknown{"a name that is known"};
        unknown.why = "the transcript sends `" + show(line) +
                      "`, where a name stands that nothing has bound";
        return unknown;
    }
    octets += *text + line.end;
    last_sent_ = shorten(escape(*text + line.end));
    std::string who(plays_ == Side::client ? "C" : "S");
    if (line.connection > 1) who += std::to_string(line.connection);
    remember(steps_[step].line, who + ": " + shorten(escape(*text)));
    return std::nullopt;
}

/// A client need not wait for replies to send the next commands; a server says
/// in one go what it has to say.
void Player::glue_following(Connection connection, std::string& octets) {
    for (auto next = at_ + 1; next < steps_.size(); ++next) {
        const auto& what = steps_[next].what;
        const auto* line = std::get_if<Line>(&what);
        const bool skips = plays_ == Side::client &&
                           (std::holds_alternative<AnyEvents>(what) ||
                            std::holds_alternative<AnyOrder>(what));
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
    return {now_, since_, within.value_or(limits::deadline)};
}

void Player::remember(std::size_t line, std::string what) {
    past_steps_.push_back({line, std::move(what)});
    if (past_steps_.size() <= limits::story) return;
    past_steps_.erase(past_steps_.begin());
    ++forgotten_steps_;
}

Mismatch Player::complete(Mismatch mismatch) const {
    mismatch.line = steps_[std::min(at_, steps_.size() - 1)].line;
    mismatch.sent = last_sent_;
    mismatch.steps = past_steps_;
    mismatch.more_steps = forgotten_steps_;
    if (const auto* later = expected_later(mismatch))
        mismatch.why = "this line came too early: it is expected in line " +
                       std::to_string(later->line);
    return mismatch;
}

/// The step that wants the line which came, before the next one is sent.
const Step* Player::expected_later(const Mismatch& mismatch) const {
    const auto* now =
        at_ < steps_.size() ? std::get_if<Line>(&steps_[at_].what) : nullptr;
    if (!now || !mismatch.came) return nullptr;
    for (auto next = at_ + 1; next < steps_.size(); ++next) {
        const auto* line = std::get_if<Line>(&steps_[next].what);
        if (!line || line->connection != now->connection) continue;
        if (line->from == plays_ && !sent_.contains(next)) return nullptr;
        auto names = comparer_.names();
        const auto& came = *mismatch.came;
        if (line->from != plays_ && octets(came.end) == line->end &&
            !match(line->text, came.text, names))
            return &steps_[next];
    }
    return nullptr;
}

} // namespace transcript
