// Exercise 12.2, solved: a client that takes the best way in.

#include "common/framing/base64.hpp"
#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <algorithm>
#include <cctype>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace std::string_literals;

constexpr std::size_t longest_line = 8192;
const std::string password = "secret";
const std::string token = "token1";

using Words = std::vector<std::string>;
using Capabilities = std::set<std::string>;

struct Mechanism {
    std::string name;
    std::string answer;     // what it wants to hear, in base64
    std::string to_refusal; // the line that it wants behind a `+` that refuses
};

const std::vector<Mechanism> mechanisms{
    {"OAUTHBEARER",
     framing::encode_base64("n,a=anna,\1auth=Bearer " + token + "\1\1"),
     "AQ=="},
    {"XOAUTH2",
     framing::encode_base64("user=anna\1auth=Bearer " + token + "\1\1"), ""},
    {"PLAIN", framing::encode_base64("\0anna\0"s + password), "*"}};

Words words_of(std::string_view line) {
    std::istringstream from{std::string(line)};
    Words words;
    for (std::string word; from >> word;) words.push_back(word);
    words.resize(std::max<std::size_t>(words.size(), 2));
    return words;
}

// Returns what the server says that it can do, or nothing.
std::optional<Capabilities> capabilities_of(std::string line) {
    for (char& c : line)
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    const std::string code = "[CAPABILITY ";
    const auto at = line.find(code);
    if (at == line.npos && !line.starts_with("* CAPABILITY ")) return {};
    const auto begin = at == line.npos ? code.size() + 1 : at + code.size();
    const auto words =
        words_of(line.substr(begin, line.find(']', begin) - begin));
    return Capabilities(words.begin(), words.end());
}

class Client : public Session {
public:
    void start(Clock::time_point) override {}

    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        const auto offered = bytes.size();
        while (!finished()) {
            const auto frame = framer_.next(bytes);
            if (!frame) break;
            unread_ = bytes;
            take(frame->text);
        }
        return offered;
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    void ask(const std::string& command) {
        command_ = command;
        say('a' + std::to_string(++commands_) + ' ' + command + "\r\n");
    }

    void take(std::string_view line) {
        if (auto told = capabilities_of(std::string(line)))
            capabilities_ = std::move(told);
        const auto words = words_of(line);
        if (!std::exchange(greeted_, true))
            greet(words[1]);
        else if (words[0] == "+")
            go_ahead();
        else if (words[0] == 'a' + std::to_string(commands_) &&
                 !command_.empty())
            ended(std::exchange(command_, {}), words[1] == "OK");
    }

    void greet(const std::string& kind) {
        if (kind == "PREAUTH") return ask("LOGOUT");
        if (kind == "OK") go_on();
    }

    // The server has said `+`.
    void go_ahead() {
        if (!command_.starts_with("AUTHENTICATE")) return;
        if (std::exchange(answered_, true))
            return say(mechanism_.to_refusal + "\r\n");
        say(mechanism_.answer + "\r\n");
    }

    // The command is in flight no more.
    void ended(const std::string& command, bool ok) {
        if (command == "LOGOUT") return;
        if (!ok) return ask("LOGOUT");
        if (command == "SELECT INBOX")
            return ask(offers("IDLE") ? "IDLE" : "NOOP");
        if (command == "STARTTLS") return tls_begins();
        if (command.starts_with("LOGIN") ||
            command.starts_with("AUTHENTICATE")) {
            logged_in_ = true;
            return go_on();
        }
        if (command == "CAPABILITY") go_on();
    }

    // A true client does the handshake here.
    void tls_begins() {
        if (!unread_.empty()) return finish();
        capabilities_.reset();
        go_on();
    }

    // Nothing is in flight: what comes next?
    void go_on() {
        if (!capabilities_) return ask("CAPABILITY");
        if (logged_in_) return ask("SELECT INBOX");
        if (offers("STARTTLS")) return ask("STARTTLS");
        log_in();
    }

    void log_in() {
        for (const auto& mechanism : mechanisms)
            if (offers("AUTH=" + mechanism.name))
                return authenticate(mechanism);
        if (offers("LOGINDISABLED")) return ask("LOGOUT");
        capabilities_.reset();
        ask("LOGIN anna " + password);
    }

    void authenticate(const Mechanism& mechanism) {
        mechanism_ = mechanism;
        answered_ = offers("SASL-IR");
        capabilities_.reset();
        ask("AUTHENTICATE " + mechanism.name +
            (answered_ ? ' ' + mechanism.answer : ""));
    }

    bool offers(const std::string& capability) const {
        return capabilities_ && capabilities_->contains(capability);
    }

    framing::Framer framer_{longest_line};
    std::string_view unread_; // what came together with the line, behind it
    bool greeted_ = false;
    int commands_ = 0;
    std::string command_; // the one in flight, or empty
    // Nothing if they were not told, or hold no longer.
    std::optional<Capabilities> capabilities_;
    bool logged_in_ = false;
    Mechanism mechanism_; // of the AUTHENTICATE in flight
    bool answered_ = false;
};

} // namespace

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Client>());
}
