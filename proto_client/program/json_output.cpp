#include "common/toy/words.hpp"
#include "proto_client/program/output.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace client {

namespace {

using Json = nlohmann::ordered_json;

/// Returns the number in a server's reply; or the whole text, if the server has
/// sent something else.
Json number(std::string_view text) {
    if (const auto value = toy::parse_number(text)) return *value;
    return text;
}

class JsonOutput : public Output {
public:
    void connected(std::string_view to, std::uint32_t messages) override {
        say({{"event", "connected"}, {"to", to}, {"messages", messages}});
    }
    void disconnected(std::string_view why, Clock::duration retry_in) override {
        const std::chrono::duration<double> seconds = retry_in;
        say({{"event", "disconnected"},
             {"why", why},
             {"retry_in", std::round(seconds.count() * 10) / 10}});
    }
    void news(std::uint32_t number, std::string_view text) override {
        say({{"event", "new"}, {"number", number}, {"text", text}});
    }
    void trouble(std::string_view text) override {
        say({{"event", "trouble"}, {"text", text}});
    }
    void message(std::uint32_t number, std::string_view text) override {
        say({{"event", "message"}, {"number", number}, {"text", text}});
    }
    void posted(std::string_view text) override {
        say({{"event", "posted"}, {"number", number(text)}});
    }
    void counted(std::string_view text) override {
        say({{"event", "count"}, {"messages", number(text)}});
    }
    void refused(std::string_view command, std::string_view reply) override {
        say({{"event", "refused"}, {"command", command}, {"reply", reply}});
    }
    void failed(std::string_view why) override {
        say({{"event", "error"}, {"why", why}});
        note("proto_client: " + std::string(why));
    }

private:
    /// JSON must be UTF-8, but the name of a file or of a host may be anything:
    /// octets that are no UTF-8 are replaced.
    void say(const Json& event) {
        print(event.dump(-1, ' ', false, Json::error_handler_t::replace));
    }
};

} // namespace

std::unique_ptr<Output> make_json_output() {
    return std::make_unique<JsonOutput>();
}

} // namespace client
