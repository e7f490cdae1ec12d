#include "tutorial/10-numbers/history.hpp"

#include "proto_server/mailbox/advert.hpp"
#include "tutorial/10-numbers/hasty.hpp"

namespace {

Client make_client(History::Clients kind) {
    if (kind == History::Clients::counts)
        return {std::make_unique<Counts>(), false};
    return {std::make_unique<Moves>(), kind == History::Clients::rash};
}

} // namespace

History::History(std::uint32_t seed, Clients clients, bool hasty)
    : dice_(seed) {
    for (int i = 0; i < 4; ++i) post();
    inbox_->take_recent(); // so that nobody speaks of them
    for (const auto* name : {"1", "2"}) {
        std::unique_ptr<Session> server;
        if (hasty)
            server = std::make_unique<Hasty>(service_);
        else
            server = std::make_unique<imap_server::ImapSession>(service_);
        server->start({});
        connections_.push_back(
            {make_client(clients), std::move(server), {}, {}, name});
        auto& one = connections_.back();
        for (const auto* command :
             {"LOGIN anna secret", "SELECT INBOX", "FETCH 1:* UID"})
            say(one, one.client.say(command));
        let_all_arrive();
    }
    lines_.clear(); // they are the same in each history
}

void History::run(int steps) {
    for (int i = 0; i < steps && wrong_.empty(); ++i) step();
    let_all_arrive();
    if (!wrong_.empty()) return;
    for (auto& one : connections_) {
        say(one, one.client.say("NOOP"));
        let_all_arrive();
    }
    for (const auto& one : connections_) compare(one);
}

// [step]
void History::step() {
    auto& one = connections_[dice_() % connections_.size()];
    switch (dice_() % 8) {
    case 0:
        post();
        tell_all();
        break;
    case 1:
    case 2:
    case 3:
        if (const auto line = one.client.say(dice_)) say(one, *line);
        break;
    case 4:
    case 5:
        reach_server(one);
        break;
    default:
        reach_client(one);
    }
}
// [/step]

void History::post() {
    if (post_advert(*inbox_, "Nice duplex")) lines_.push_back("(one arrives)");
}

void History::say(Connection& one, std::string line) {
    lines_.push_back('C' + one.name + ": " + line);
    one.to_server.push_back(std::move(line));
}

bool History::reach_server(Connection& one) {
    if (one.to_server.empty()) return false;
    const auto line = one.to_server.front();
    one.to_server.pop_front();
    const auto before = marked();
    one.server->receive(line + "\r\n", {});
    take_output(one);
    check_mark(one, line, before);
    tell_all();
    return true;
}

bool History::reach_client(Connection& one) {
    if (one.to_client.empty()) return false;
    one.client.hear(one.to_client.front());
    one.to_client.pop_front();
    return true;
}

void History::tell_all() {
    for (auto& one : connections_) {
        one.server->mailbox_changed();
        take_output(one);
    }
}

void History::take_output(Connection& one) {
    auto said = one.server->drive();
    for (std::size_t end; (end = said.find("\r\n")) != said.npos;
         said.erase(0, end + 2)) {
        auto line = said.substr(0, end);
        if (line.starts_with("hurry ")) continue;
        lines_.push_back('S' + one.name + ": " + line);
        one.to_client.push_back(std::move(line));
    }
}

void History::let_all_arrive() {
    for (auto& one : connections_)
        while (wrong_.empty() && (reach_server(one) || reach_client(one))) {
        }
}
