#include "proto_server/newcomers.hpp"

#include <utility>

namespace server {
namespace {

Session::Standing standing(const std::weak_ptr<net::Connection>& client) {
    const auto here = client.lock();
    if (!here || !here->is_open()) return Session::Standing::known;
    return here->session().standing();
}

} // namespace

void Newcomers::add(const std::shared_ptr<net::Connection>& client,
                    std::string from) {
    if (client->session().standing() != Session::Standing::known)
        clients_.push_back({client, std::move(from)});
}

void Newcomers::tick(Clock::time_point now) {
    const auto passed = now - std::exchange(last_tick_, now).value_or(now);
    std::erase_if(clients_, [&](Newcomer& one) {
        const auto standing = server::standing(one.client);
        if (standing == Session::Standing::unknown) one.waited += passed;
        return standing == Session::Standing::known;
    });
}

std::shared_ptr<net::Connection>
Newcomers::take_oldest(const std::optional<std::string>& from) {
    auto oldest = clients_.end();
    for (auto one = clients_.begin(); one != clients_.end(); ++one) {
        if (one->waited < time_ || (from && one->from != *from)) continue;
        if (standing(one->client) != Session::Standing::unknown) continue;
        if (oldest == clients_.end() || one->waited > oldest->waited)
            oldest = one;
    }
    if (oldest == clients_.end()) return nullptr;
    auto client = oldest->client.lock();
    clients_.erase(oldest);
    return client;
}

} // namespace server
