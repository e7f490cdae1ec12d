#include "common/transcript/player.hpp"

#include "common/transcript/whole_lines.hpp"

namespace transcript {

Player::Player(const Transcript& transcript, Side plays, Cut cut, Names names)
    : plays_(plays), steps_(whole_lines(transcript.steps, other(plays))),
      protocol_(transcript.protocol), deadline_(transcript.deadline),
      cutter_(cut), comparer_(std::move(names), transcript.allows_unasked) {}

void Player::opened(Connection connection) {
    comparer_.inbox(connection).open();
    begins_anew_ = true; // a program may take its time to listen
}

void Player::receive(Connection connection, std::string_view octets) {
    comparer_.inbox(connection).receive(octets);
}

void Player::closed(Connection connection) {
    comparer_.inbox(connection).open();
    comparer_.inbox(connection).close();
}

Action Player::next(Clock::time_point now) {
    now_ = now;
    if (std::exchange(begins_anew_, false)) since_ = now;
    for (;;) {
        if (!segments_.empty()) return next_segment();
        if (at_ == steps_.size()) break;
        auto todo = std::visit([this](const auto& step) { return act(step); },
                               steps_[at_].what);
        for (auto& line : comparer_.take_lines())
            remember(steps_[at_].line, std::move(line));
        if (!todo) {
            next_step(now);
        } else if (auto* mismatch = std::get_if<Mismatch>(&*todo)) {
            return complete(std::move(*mismatch));
        } else {
            return std::move(*todo);
        }
    }
    auto todo = comparer_.expect_end();
    if (todo) return complete(std::get<Mismatch>(std::move(*todo)));
    return Finished{};
}

Send Player::next_segment() {
    auto segment = std::move(segments_.front());
    segments_.pop_front();
    begins_anew_ = true; // many segments take their time
    return segment;
}

NextAction Player::act(const Line& line) {
    if (line.from != plays_) return expect(line);
    if (sent_.contains(at_)) return std::nullopt;
    if (auto todo = open(line.connection, limits::deadline)) return todo;
    return send(line);
}

NextAction Player::act(const AnyEvents& any) {
    if (plays_ == Side::client) comparer_.allow_events(any);
    return std::nullopt;
}

NextAction Player::act(const AnyOrder& group) {
    if (once()) rest_of_group_ = group.lines;
    if (plays_ == Side::client) {
        for (const auto& line : rest_of_group_)
            if (auto todo = open(line.connection, limits::deadline))
                return todo;
        auto todo = comparer_.expect_any_order(rest_of_group_, deadline({}));
        if (todo) return todo;
        for (const auto& line : group.lines)
            comparer_.end_events(line.connection);
        return std::nullopt;
    }
    while (!rest_of_group_.empty()) {
        const auto line = rest_of_group_.front();
        if (auto todo = open(line.connection, limits::deadline)) return todo;
        rest_of_group_.erase(rest_of_group_.begin());
        if (auto todo = send(line)) return todo;
    }
    return std::nullopt;
}

/// The side door and the fence belong to the player that is the client.
NextAction Player::act(const Deliver& deliver) {
    if (plays_ == Side::server || !once()) return std::nullopt;
    auto found = deliver;
    if (deliver.times.empty()) return found;
    const auto written = render(deliver.times, comparer_.names());
    const auto count = written ? to_number(*written) : std::nullopt;
    if (!count || *count > limits::deliveries)
        return Mismatch{Mismatch::Cause::unknown_name,
                        KnownNames{{Side::client, 1, deliver.times, ""}}};
    found.count = *count;
    if (found.count == 0) return std::nullopt;
    return found;
}

NextAction Player::act(const Quiet& quiet) {
    if (plays_ == Side::server) return std::nullopt;
    if (auto todo = open(quiet.connection, limits::deadline)) return todo;
    const bool toy = protocol_ == Protocol::toy;
    if (once()) {
        const auto tag = "fence" + std::to_string(++fences_);
        const Octets fence{toy ? "noop" : tag + " NOOP"};
        const Line line{Side::client, quiet.connection, {fence}, "\r\n"};
        if (auto todo = send(line)) return todo;
        return next_segment();
    }
    Line ok{Side::server, quiet.connection, {Octets{"ok"}}, "\r\n"};
    if (!toy)
        ok.text = {Octets{"fence" + std::to_string(fences_) + " OK"}, Rest{}};
    auto todo = expect(ok);
    if (auto* mismatch = todo ? std::get_if<Mismatch>(&*todo) : nullptr;
        mismatch && mismatch->came && mismatch->came->text.starts_with('*'))
        mismatch->cause = Mismatch::Cause::pushed;
    return todo;
}

NextAction Player::act(const Wait& wait) {
    if (!once()) return std::nullopt;
    return wait;
}

/// A connection that nobody asked for is no silence either.
NextAction Player::act(const Pause& pause) {
    if (auto todo = open(pause.connection, limits::deadline)) return todo;
    if (once()) since_ = now_;
    if (auto todo = comparer_.expect_silence(open_asked_, pause.time))
        return todo;
    if (now_ >= since_ + pause.time) return std::nullopt;
    return Await{since_ + pause.time, true};
}

NextAction Player::act(const Refuse& refuse) {
    if (plays_ == Side::client || !once()) return std::nullopt;
    return refuse;
}

NextAction Player::act(const Ended&) {
    if (plays_ == Side::client || program_ended_) return std::nullopt;
    if (now_ < since_ + deadline_) return AwaitEnd{since_ + deadline_};
    Mismatch late{Mismatch::Cause::late, EndOfProgram{}};
    late.within = deadline_;
    return late;
}

NextAction Player::act(const Close& close) {
    if (auto todo = open(close.connection, limits::deadline)) return todo;
    if (!once()) return std::nullopt;
    return HangUp{close.connection,
                  close.reset ? HangUp::How::reset : HangUp::How::close};
}

/// A player that is the server ends its direction first: a client may wait for
/// that.
NextAction Player::act(const Closed& closed) {
    if (auto todo = open(closed.connection, limits::deadline)) return todo;
    if (plays_ == Side::server && once())
        return HangUp{closed.connection, HangUp::How::half};
    if (plays_ == Side::server && gone_.contains(closed.connection))
        return Mismatch{Mismatch::Cause::closed,
                        EndOfConnection{closed.connection}};
    return comparer_.expect_closed(closed.connection, deadline(closed.within));
}

NextAction Player::act(const BeginTls& tls) {
    if (auto todo = open(tls.connection, limits::deadline)) return todo;
    if (once()) return tls;
    if (!comparer_.inbox(tls.connection).is_closed()) return std::nullopt;
    return Mismatch{Mismatch::Cause::closed, tls};
}

/// Lines are remembered when they pass. A player that is the server has done
/// nothing for `!deliver` and `!quiet`.
void Player::next_step(Clock::time_point now) {
    const auto& [line, written, what, begin] = steps_[at_];
    const bool client = plays_ == Side::client;
    if (std::holds_alternative<Wait>(what) ||
        std::holds_alternative<Pause>(what) ||
        (!client && std::holds_alternative<Refuse>(what)) ||
        (!client && std::holds_alternative<Ended>(what)) ||
        std::holds_alternative<Close>(what) ||
        std::holds_alternative<Closed>(what) ||
        std::holds_alternative<BeginTls>(what) ||
        (client && std::holds_alternative<Deliver>(what)) ||
        (client && std::holds_alternative<Quiet>(what)))
        remember(line, written);
    ++at_;
    begun_ = false;
    since_ = now;
}

} // namespace transcript
