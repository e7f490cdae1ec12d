#include "common/toy/words.hpp"
#include "proto_client/tell/output.hpp"
#include "proto_client/tell/terminal_text.hpp"

#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>
#include <vector>

namespace client {

namespace {

using Json = nlohmann::ordered_json;

/// Returns the number in a server's reply; or the whole text, if the server has
/// sent something else.
Json number(std::string_view text) {
    if (const auto value = toy::parse_number(text)) return *value;
    return text;
}

Json facts(const watch::NewsSource::Message& message) {
    Json facts = {{"number", message.number}, {"text", message.text}};
    if (!message.from.empty()) facts["from"] = message.from;
    if (!message.date.empty()) facts["date"] = message.date;
    if (!message.message_id.empty()) facts["message_id"] = message.message_id;
    return facts;
}

Json event_of(const watch::NewsSource::Message& message) {
    using Event = watch::NewsSource::Event;
    if (message.event == Event::arrived) {
        Json event = {{"event", "new"}};
        event.update(facts(message));
        return event;
    }
    Json event = {{"event", message.event == Event::gone ? "gone" : "flags"}};
    if (message.number != 0) event["number"] = message.number;
    if (message.event == Event::flags) {
        std::istringstream flags{std::string(message.text)};
        event["flags"] = std::vector<std::string>(
            std::istream_iterator<std::string>(flags), {});
    }
    return event;
}

/// JSON must be UTF-8, but the name of a file or of a host may be anything:
/// octets that are no UTF-8 are replaced.
std::string line(const Json& event) {
    return event.dump(-1, ' ', false, Json::error_handler_t::replace);
}

class JsonOutput : public Output {
public:
    using Output::Output;

    void connected(const std::string& to, std::uint32_t messages) override {
        say({{"event", "connected"}, {"to", to}, {"messages", messages}});
    }
    void disconnected(const std::string& from, std::string_view why,
                      Clock::duration retry_in) override {
        const std::chrono::duration<double> seconds = retry_in;
        say_of(from, {{"event", "disconnected"},
                      {"why", why},
                      {"retry_in", std::round(seconds.count() * 10) / 10}});
    }
    void news(const std::string& mailbox,
              const watch::NewsSource::Message& message) override {
        say_of(mailbox, event_of(message));
    }
    void changed(const std::string& mailbox,
                 const watch::NewsSource::Message& message) override {
        say_of(mailbox, event_of(message));
    }
    void listed(const watch::NewsSource::Message& message) override {
        Json event = {{"event", "message"}};
        event.update(facts(message));
        say(std::move(event));
    }
    void mailbox(const imap_client::ListedMailbox& mailbox) override {
        say({{"event", "mailbox"},
             {"name", mailbox.name},
             {"attributes", mailbox.attributes}});
    }
    void trouble(const std::string& mailbox, std::string_view text) override {
        say_of(mailbox, {{"event", "trouble"}, {"text", text}});
    }
    void message(std::uint32_t number, std::string_view text) override {
        say({{"event", "message"}, {"number", number}, {"text", text}});
    }
    void posted(std::string_view text) override {
        Json event = {{"event", "posted"}};
        if (!text.empty()) event["number"] = number(text);
        say(std::move(event));
    }
    void counted(std::string_view text) override {
        say({{"event", "count"}, {"messages", number(text)}});
    }
    void refused(std::string_view command, std::string_view reply) override {
        say({{"event", "refused"}, {"command", command}, {"reply", reply}});
    }
    void failed(std::string_view why) override {
        say({{"event", "error"}, {"why", why}});
        note(harmless("proto_client: " + std::string(why)));
    }

private:
    void say_of(const std::string& mailbox, Json event) {
        if (options().mailboxes) event["mailbox"] = mailbox;
        say(std::move(event));
    }

    void say(Json event) {
        if (options().insecure) event["insecure"] = true;
        print(line(event));
    }
};

} // namespace

std::string event_json(const std::string& mailbox,
                       const watch::NewsSource::Message& message) {
    auto event = event_of(message);
    event["mailbox"] = mailbox;
    return line(event);
}

std::unique_ptr<Output> make_json_output(Output::Options options) {
    return std::make_unique<JsonOutput>(options);
}

} // namespace client
