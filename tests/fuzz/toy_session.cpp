// A session survives any octets in any portions, whatever happens meanwhile.
// Its output is well-formed and bounded.
#include "proto_server/toy/toy_session.hpp"
#include "common/framing/framer.hpp"
#include "common/toy/server_line.hpp"
#include "proto_server/limits.hpp"
#include "proto_server/mailbox/advert.hpp"
#include "tests/fuzz/input.hpp"

using fuzz::require;
using namespace std::chrono_literals;

namespace {

/// The limit, one reply above it, and the goodbye.
constexpr std::size_t most_output =
    server::limits::output + 2 * (toy::limits::line + std::size_t{2});

/// Reads what the server sends, as a client does.
class ClientReader {
public:
    void read(std::string_view said) {
        require(said.empty() || said.ends_with("\r\n"), "it says whole lines");
        while (!said.empty()) {
            const auto end = said.find("\r\n");
            require(end <= toy::limits::line, "a line is not too long");
            read_line(said.substr(0, end));
            said.remove_prefix(end + 2);
        }
    }

private:
    void read_line(std::string_view text) {
        const auto line = toy::parse_server_line(text);
        require(line.has_value(), "a line is well-formed");
        require(!std::holds_alternative<toy::OtherEvent>(*line),
                "every event is a known one");
        if (const auto* news = std::get_if<toy::New>(&*line)) {
            require(news->messages > told_, "the number only goes up");
            told_ = news->messages;
        }
    }

    std::uint32_t told_ = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
    fuzz::Input input(data, size);
    mail::Mailbox mailbox(100);
    toy_server::ToySession session(mailbox,
                                   {.autologout = 100s, .keepalive = 10s});
    ClientReader reader;
    Clock::time_point now{};
    session.start(now);

    auto portion = input.next_portion();
    while (!portion.empty()) {
        const auto taken = session.receive(portion, now);
        require(taken <= portion.size(), "it takes what is there");
        require(taken > 0 || session.output().size() >= server::limits::output,
                "it refuses only while its output is full");
        portion.remove_prefix(taken);

        if (input.by_chance(20)) post_advert(mailbox, "by another");
        if (input.by_chance(2)) session.mailbox_changed();
        if (input.by_chance(5)) session.tick(now += 3s);
        if (input.by_chance(500)) session.say_bye("enough");
        require(session.output().size() <= most_output, "output is bounded");
        if (!portion.empty() || input.by_chance(2))
            reader.read(session.take_output());
        if (portion.empty()) portion = input.next_portion();
    }
    reader.read(session.take_output());

    if (!session.finished()) return 0;
    session.receive("count\r\n", now);
    session.mailbox_changed();
    session.tick(now + 1h);
    session.say_bye("again");
    require(session.output().empty(), "after bye it says nothing");
    return 0;
}
