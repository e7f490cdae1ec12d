#include "common/transcript/player.hpp"

#include "common/transcript/whole_lines.hpp"

namespace transcript {

Player::Player(const Transcript& transcript, Side plays, Cut cut, Names names)
    : plays_(plays), steps_(whole_lines(transcript.steps, other(plays))),
      protocol_(transcript.protocol), cutter_(cut),
      listener_(std::move(names)) {}

void Player::opened(Connection connection) {
    listener_.inbox(connection).open();
}

void Player::receive(Connection connection, std::string_view octets) {
    listener_.inbox(connection).receive(octets);
}

void Player::closed(Connection connection) {
    listener_.inbox(connection).open();
    listener_.inbox(connection).close();
}

Action Player::next(Clock::time_point now) {
    now_ = now;
    if (!std::exchange(started_, true)) since_ = now;
    for (;;) {
        if (!segments_.empty()) return next_segment();
        if (at_ == steps_.size()) break;
        auto verdict = std::visit(
            [this](const auto& step) { return make(step); }, steps_[at_].what);
        for (auto& heard : listener_.take_heard())
            remember(steps_[at_].line, std::move(heard));
        if (!verdict) {
            go_on(now);
        } else if (auto* mismatch = std::get_if<Mismatch>(&*verdict)) {
            return complete(std::move(*mismatch));
        } else {
            return std::move(*verdict);
        }
    }
    auto verdict = listener_.expect_end();
    if (verdict) return complete(std::get<Mismatch>(std::move(*verdict)));
    return Finished{};
}

Send Player::next_segment() {
    auto segment = std::move(segments_.front());
    segments_.pop_front();
    return segment;
}

Player::Verdict Player::make(const Line& line) {
    if (line.from != plays_) return expect(line);
    if (sent_.contains(at_)) return std::nullopt;
    if (auto verdict = open(line.connection, limits::deadline)) return verdict;
    return send(line);
}

Player::Verdict Player::make(const AnyEvents& any) {
    if (plays_ == Side::client) listener_.allow_events(any);
    return std::nullopt;
}

Player::Verdict Player::make(const AnyOrder& group) {
    if (once()) any_order_ = group.lines;
    if (plays_ == Side::client) {
        for (const auto& line : any_order_)
            if (auto verdict = open(line.connection, limits::deadline))
                return verdict;
        auto verdict = listener_.expect_any_order(any_order_, deadline({}));
        if (verdict) return verdict;
        for (const auto& line : group.lines)
            listener_.end_events(line.connection);
        return std::nullopt;
    }
    while (!any_order_.empty()) {
        const auto line = any_order_.front();
        if (auto verdict = open(line.connection, limits::deadline))
            return verdict;
        any_order_.erase(any_order_.begin());
        if (auto verdict = send(line)) return verdict;
    }
    return std::nullopt;
}

/// The side door and the fence belong to who plays the client.
Player::Verdict Player::make(const Deliver& deliver) {
    if (plays_ == Side::server || !once()) return std::nullopt;
    return deliver;
}

Player::Verdict Player::make(const Quiet& quiet) {
    if (plays_ == Side::server) return std::nullopt;
    if (auto verdict = open(quiet.connection, limits::deadline)) return verdict;
    const bool toy = protocol_ == Protocol::toy;
    if (once()) {
        const auto tag = "fence" + std::to_string(++fences_);
        const Octets fence{toy ? "noop" : tag + " NOOP"};
        const Line line{Side::client, quiet.connection, {fence}, "\r\n"};
        if (auto verdict = send(line)) return verdict;
        return next_segment();
    }
    Line ok{Side::server, quiet.connection, {Octets{"ok"}}, "\r\n"};
    if (!toy)
        ok.text = {Octets{"fence" + std::to_string(fences_) + " OK"}, Rest{}};
    auto verdict = expect(ok);
    if (auto* mismatch = verdict ? std::get_if<Mismatch>(&*verdict) : nullptr;
        mismatch && mismatch->came && mismatch->came->text.starts_with('*'))
        mismatch->why = "the server pushed a line where it had to be quiet";
    return verdict;
}

Player::Verdict Player::make(const Wait& wait) {
    if (!once()) return std::nullopt;
    return wait;
}

Player::Verdict Player::make(const Close& close) {
    if (auto verdict = open(close.connection, limits::deadline)) return verdict;
    if (!once()) return std::nullopt;
    return HangUp{close.connection,
                  close.reset ? HangUp::How::reset : HangUp::How::close};
}

/// As the server we end our side first: a client may wait for that.
Player::Verdict Player::make(const Closed& closed) {
    if (auto verdict = open(closed.connection, limits::deadline))
        return verdict;
    if (plays_ == Side::server && once())
        return HangUp{closed.connection, HangUp::How::half};
    return listener_.expect_closed(closed.connection, deadline(closed.within));
}

Player::Verdict Player::make(const BeginTls& tls) {
    if (auto verdict = open(tls.connection, limits::deadline)) return verdict;
    if (once()) return tls;
    if (!listener_.inbox(tls.connection).is_closed()) return std::nullopt;
    Mismatch found{"TLS"};
    found.why = "the connection was closed where TLS should have begun";
    return found;
}

/// Lines are told of when they pass; and as the server we do not knock at the
/// side door.
void Player::go_on(Clock::time_point now) {
    const auto& [line, written, what] = steps_[at_];
    const bool client = plays_ == Side::client;
    if (std::holds_alternative<Wait>(what) ||
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
