// Whatever file is played, and whatever the peer sends, a player comes to an
// end, and a person can read why. The input is a file, a NUL, and the peer's
// octets.
#include "common/transcript/player.hpp"
#include "common/framing/text.hpp"
#include "common/transcript/explain.hpp"
#include "common/transcript/parse.hpp"
#include "common/transcript/why.hpp"
#include "tests/fuzz/input.hpp"

using namespace transcript;
using fuzz::require;

namespace {

/// A player with more actions than this would never end: each action is a step,
/// a segment or a portion.
constexpr int most_actions = 100'000;

/// The peer and the clock.
class Peer {
public:
    Peer(Player& player, fuzz::Input input)
        : player_(player), input_(std::move(input)) {}

    Clock::time_point now() const { return now_; }

    void act(const Open& open) { player_.opened(last_ = open.connection); }
    void act(const Send&) {}
    void act(const Deliver&) {}
    void act(const Wait& wait) { now_ += wait.time; }
    void act(const Refuse& refuse) { now_ += refuse.time; }
    void act(const AwaitEnd&) { player_.program_ended(); }
    void act(const BeginTls&) {}
    void act(const HangUp& hang_up) { player_.closed(hang_up.connection); }
    void act(const Finished&) {}
    void act(const Mismatch&) {}
    void act(const Await& await) {
        if (const auto portion = input_.next_portion(); !portion.empty())
            player_.receive(last_, portion);
        else if (!std::exchange(closed_, true))
            player_.closed(last_);
        else
            now_ = await.until;
    }

private:
    Player& player_;
    fuzz::Input input_;
    Clock::time_point now_{};
    Connection last_ = 1;
    bool closed_ = false;
};

void check_explanation(const Transcript& file, const Mismatch& mismatch) {
    const auto text = explain(file, mismatch, "kit play x.wire");
    require(!why(mismatch).empty(), "it says why");
    std::string_view rest = text;
    while (!rest.empty()) {
        const auto line = rest.substr(0, rest.find('\n'));
        require(!framing::find_fault(line), "a person can read it");
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    const auto file_size = all.find('\0');
    if (file_size == all.npos) return 0;
    const auto file = parse(all.substr(0, file_size), "x.wire");
    if (!file) return 0;

    const auto from = file_size + 1;
    const bool client = from < size && data[from] % 2 == 0;
    Player player(*file, client ? Side::client : Side::server,
                  {client ? Cut::Kind::glued : Cut::Kind::random});
    Peer peer(player, fuzz::Input(data + from, size - from));
    for (int actions = 0;; ++actions) {
        require(actions < most_actions, "a player comes to an end");
        auto action = player.next(peer.now());
        if (const auto* mismatch = std::get_if<Mismatch>(&action)) {
            check_explanation(*file, *mismatch);
            return 0;
        }
        if (std::holds_alternative<Finished>(action)) return 0;
        std::visit([&](const auto& what) { peer.act(what); }, action);
    }
}
