// Plays .wire files against a session, in memory, in every cut.

#include "common/transcript/explain.hpp"
#include "common/transcript/memory.hpp"
#include "common/transcript/parse.hpp"
#include "common/transcript/why.hpp"
#include "proto_server/mailbox/advert.hpp"
#include "tutorial/05-trouble/fragile_session.hpp"
#include "tutorial/05-trouble/sturdy_session.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

using namespace transcript;

namespace {

// [world]
/// A mailbox, and a session for every connection of the transcript.
template<typename FlatSession>
class FlatWorld : public World {
public:
    explicit FlatWorld(std::uint32_t messages) {
        for (std::uint32_t n = 1; n <= messages; ++n)
            mail::post_advert(mailbox_, "message " + std::to_string(n));
    }
    Session& open(Connection connection) override {
        return sessions_.try_emplace(connection, mailbox_).first->second;
    }
    void close(Connection connection) override { sessions_.erase(connection); }
    void deliver(std::string_view text) override {
        mail::post_advert(mailbox_, std::string(text));
    }

private:
    mail::Mailbox mailbox_;
    std::map<Connection, FlatSession> sessions_;
};
// [/world]

std::optional<Mismatch> play(const Transcript& transcript, Cut cut,
                             bool fragile) {
    Player player(transcript, Side::client, cut);
    const auto messages = transcript.mailbox.value_or(0);
    FlatWorld<fragile::FlatSession> fragile_world(messages);
    FlatWorld<sturdy::FlatSession> sturdy_world(messages);
    if (fragile) return play_in_memory(player, fragile_world);
    return play_in_memory(player, sturdy_world);
}

bool play_file(const std::string& name, bool fragile) {
    std::stringstream text;
    text << std::ifstream(name).rdbuf();
    const auto shown = std::filesystem::path(name).filename().string();
    const auto transcript = parse(text.str(), shown);
    if (!transcript) {
        std::cerr << print(transcript.error()) << "\n";
        return false;
    }
    for (const auto kind : {Cut::Kind::whole, Cut::Kind::bytes, Cut::Kind::crlf,
                            Cut::Kind::glued, Cut::Kind::random}) {
        const Cut cut{kind};
        if (const auto mismatch = play(*transcript, cut, fragile)) {
            std::cout << "FAIL " << shown << "  cut " << print(cut) << ": "
                      << why(*mismatch) << "\n";
            return false;
        }
    }
    std::cout << "ok   " << shown << "  in every cut\n";
    return true;
}

} // namespace

int main(int argc, char** argv) {
    const std::string which = argc > 2 ? argv[1] : "";
    if (which != "fragile" && which != "sturdy") {
        std::cerr << "usage: ch5_play fragile|sturdy FILE...\n";
        return 2;
    }
    bool good = true;
    for (int i = 2; i < argc; ++i)
        good &= play_file(argv[i], which == "fragile");
    return good ? 0 : 1;
}
