#include "common/transcript/memory.hpp"

#include <algorithm>
#include <map>

namespace transcript {

namespace {

using namespace std::chrono_literals;

/// The number of times that sessions are asked for more output in a row: one
/// may always have some.
constexpr int most_rounds = 1000;

/// Carries octets between the player and the sessions, and moves the clock.
class Carrier {
public:
    Carrier(Player& player, World& world, LiveWire* live)
        : player_(player), world_(world), live_(live) {}

    Clock::time_point now() const { return now_; }

    void act(const Open& open);
    void act(const Send& send);
    void act(const Await& await) { pass_until(await.until); }
    void act(const Deliver& deliver) {
        for (std::size_t i = 0; i < deliver.count; ++i)
            world_.deliver(deliver.text);
    }
    void act(const Wait& wait) { pass(wait.time); }
    void act(const Refuse& refuse) { pass(refuse.time); }
    void act(const AwaitEnd&) { player_.program_ended(); }
    void act(const BeginTls& tls);
    void act(const HangUp& hang_up);
    void act(const Finished&) {}
    void act(const Mismatch&) {}

    /// Hands the output of all sessions to the player. True if there was any.
    bool collect();

private:
    void pass(Clock::duration time);
    void pass_until(Clock::time_point until);
    void tick(Clock::duration time);

    Player& player_;
    World& world_;
    LiveWire* live_;
    Clock::time_point now_{};
    std::map<Connection, Session*> open_;
    bool came_ = false; ///< there was output at the last tick
};

void Carrier::act(const Open& open) {
    auto& session = world_.open(open.connection);
    open_[open.connection] = &session;
    session.start(now_);
    player_.opened(open.connection);
}

/// Offers the rest again while the session takes octets or has output.
void Carrier::act(const Send& send) {
    std::string_view octets = send.octets;
    while (open_.contains(send.connection) && !octets.empty()) {
        const auto taken = open_[send.connection]->receive(octets, now_);
        if (live_)
            live_->passed(send.connection, player_.plays(),
                          octets.substr(0, taken));
        octets.remove_prefix(taken);
        if (!collect() && taken == 0) return;
    }
}

/// Nothing is enciphered in memory, but the session must be at the point where
/// TLS begins: over a network it would take a line for a handshake, and a
/// handshake for a line.
void Carrier::act(const BeginTls& tls) {
    const auto found = open_.find(tls.connection);
    if (found == open_.end()) return;
    if (!found->second->wants_tls())
        return act(HangUp{tls.connection, HangUp::How::close});
    found->second->tls_started();
}

void Carrier::act(const HangUp& hang_up) {
    if (hang_up.how == HangUp::How::half) return;
    if (open_.erase(hang_up.connection) == 0) return;
    world_.close(hang_up.connection);
    player_.closed(hang_up.connection);
}

bool Carrier::collect() {
    bool any = false;
    bool more = true;
    for (int round = 0; more && round < most_rounds; ++round, any |= more) {
        more = false;
        for (auto& [connection, session] : open_) {
            session->mailbox_changed(); // harmless when nothing has changed
            const auto said = session->drive(now_);
            more |= !said.empty();
            if (live_) live_->passed(connection, other(player_.plays()), said);
            player_.receive(connection, said);
        }
    }
    std::erase_if(open_, [this, &any](const auto& one) {
        if (!one.second->finished()) return false;
        player_.closed(one.first);
        world_.close(one.first);
        return any = true;
    });
    return any;
}

void Carrier::pass(Clock::duration time) {
    for (; time > 0s; time -= 1s) tick(std::min<Clock::duration>(time, 1s));
}

/// Stops earlier when there is output: the player is asked then.
void Carrier::pass_until(Clock::time_point until) {
    while (now_ < until && !open_.empty()) {
        tick(std::min<Clock::duration>(until - now_, 1s));
        if (came_) return;
    }
    now_ = std::max(now_, until);
}

void Carrier::tick(Clock::duration time) {
    now_ += time;
    for (auto& [connection, session] : open_) session->tick(now_);
    came_ = collect();
}

} // namespace

std::optional<Mismatch> play_in_memory(Player& player, World& world,
                                       LiveWire* live) {
    Carrier carrier(player, world, live);
    for (;;) {
        auto action = player.next(carrier.now());
        if (auto* mismatch = std::get_if<Mismatch>(&action)) return *mismatch;
        if (std::holds_alternative<Finished>(action)) return std::nullopt;
        std::visit([&](const auto& what) { carrier.act(what); }, action);
        carrier.collect();
    }
}

} // namespace transcript
