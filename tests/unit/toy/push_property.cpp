#include "common/toy/server_line.hpp"
#include "proto_server/mailbox/advert.hpp"
#include "proto_server/toy/toy_session.hpp"
#include "tests/unit/catch.hpp"

#include <memory>
#include <random>
#include <vector>

namespace {

/// A client that does what the specification allows. It believes everything
/// that it is told, and writes down every count.
class Reader {
public:
    explicit Reader(mail::Mailbox& mailbox) : session_(mailbox) {
        session_.start({});
        hear();
    }

    /// Sends `command`, in one portion or in two.
    void send(const std::string& command, std::size_t cut) {
        const auto line = command + "\r\n";
        cut %= line.size();
        session_.receive(line.substr(0, cut), {});
        session_.receive(line.substr(cut), {});
    }

    void nudge() { session_.mailbox_changed(); }

    /// Reads everything that the server has sent until now.
    void hear() {
        std::string said = session_.take_output();
        for (std::size_t end; (end = said.find("\r\n")) != said.npos;
             said.erase(0, end + 2)) {
            const auto line = toy::parse_server_line(said.substr(0, end));
            REQUIRE(line);
            std::visit([this](const auto& known) { hear(known); }, *line);
        }
        CHECK(said.empty());
    }

    std::uint32_t known() const { return known_; }
    bool idling = false;

private:
    void hear(const toy::Hello& hello) { known_ = hello.messages; }
    void hear(const toy::New& event) {
        CHECK(event.messages > known_); // no number is told twice
        known_ = event.messages;
    }
    void hear(const toy::Reply& reply) {
        CHECK(reply.outcome == toy::Reply::Outcome::ok);
        if (reply.text.empty() || reply.text == "done") return;
        const auto count = static_cast<std::uint32_t>(std::stoul(reply.text));
        CHECK(count >= known_);
        known_ = count;
    }
    void hear(const toy::GoAhead&) {}
    template<class Other>
    void hear(const Other&) {
        FAIL("nobody asked for this");
    }

    toy_server::ToySession session_;
    std::uint32_t known_ = 0;
};

} // namespace

TEST_CASE("whatever posts, idles and dones cross, each view ends right") {
    for (unsigned seed = 1; seed <= 300; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        mail::Mailbox mailbox;
        std::vector<std::unique_ptr<Reader>> readers;
        for (int i = 0; i < 5; ++i)
            readers.push_back(std::make_unique<Reader>(mailbox));

        const auto idle_or_done = [&](Reader& reader) {
            reader.send(reader.idling ? "done" : "idle", random());
            reader.idling = !reader.idling;
        };
        for (int step = 0; step < 200; ++step) {
            auto& reader = *readers[random() % readers.size()];
            switch (random() % 8) {
            case 0:
                post_advert(mailbox, "by the side door");
                break;
            case 1:
                if (!reader.idling) reader.send("post mine", random());
                break;
            case 2:
                if (!reader.idling) reader.send("noop", random());
                break;
            case 3:
                if (!reader.idling) reader.send("count", random());
                break;
            case 4:
                idle_or_done(reader);
                break;
            case 5:
                reader.nudge();
                break;
            default:
                reader.hear();
                break;
            }
        }
        // An idling client is nudged after the last change, and after it has
        // read; any other client asks.
        for (auto& reader : readers) {
            if (!reader->idling) reader->send("noop", random());
            reader->hear();
            reader->nudge();
            reader->hear();
            CHECK(reader->known() == count_adverts(mailbox));
        }
    }
}
