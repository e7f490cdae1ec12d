#include "tutorial/kit/proxy/fault_proxy.hpp"

#include "common/transcript/escape.hpp"

#include <ostream>

namespace kit::proxy {

using transcript::Side;

FaultProxy::FaultProxy(asio::io_context& loop, const net::Address& listen,
                       const net::Address& server, const Scenario& scenario,
                       std::ostream& story, bool colour, Owner& owner)
    : injector_(scenario), story_(story), live_(story, colour), owner_(owner),
      timer_(loop), proxy_(loop, listen, server, *this) {}

void FaultProxy::done() {
    injector_.done(Clock::now());
    follow();
}

void FaultProxy::opened(const std::shared_ptr<Proxy::Pair>& pair,
                        std::string_view) {
    pairs_[pair->number()] = pair;
    live_.opened(pair->number(), {});
    if (++connections_ == 1) injector_.start(Clock::now());
    follow();
}

void FaultProxy::received(Proxy::Pair& pair, Side from, std::string octets) {
    // A client's lines are shown as it says them, a server's as they pass.
    if (from == Side::client) live_.passed(pair.number(), from, octets);
    injector_.received(pair.number(), from, octets, Clock::now());
    follow();
}

void FaultProxy::ended(Proxy::Pair& pair, Side from) {
    injector_.ended(pair.number(), from, Clock::now());
    follow();
}

void FaultProxy::closed(transcript::Connection connection) {
    live_.closed(connection);
    pairs_.erase(connection);
}

void FaultProxy::refused(transcript::Connection connection,
                         std::string_view why) {
    story_ << "# " << connection << " the server cannot be reached: " << why
           << '\n';
}

/// Does what the injector wants done, and all that comes of it.
void FaultProxy::follow() {
    for (auto effects = injector_.take_effects(); !effects.empty();
         effects = injector_.take_effects())
        for (const auto& effect : effects) perform(effect);
    wait();
    owner_.went_on();
}

void FaultProxy::perform(const Injector::Effect& effect) {
    if (const auto* note = std::get_if<Injector::Note>(&effect)) {
        story_ << "#   fault: " << note->text << std::endl;
    } else if (const auto* mail = std::get_if<Injector::Mail>(&effect)) {
        owner_.mail(*mail);
    } else if (const auto* send = std::get_if<Injector::Send>(&effect)) {
        if (send->to == Side::client)
            live_.passed(send->connection, Side::server, send->octets);
        else if (send->said_by_us)
            story_ << "#   the server hears: "
                   << transcript::escape(send->octets) << '\n';
        const auto pair = pairs_.find(send->connection);
        if (pair != pairs_.end()) pair->second->send(send->to, send->octets);
    } else if (const auto* end = std::get_if<Injector::End>(&effect)) {
        const auto pair = pairs_.find(end->connection);
        // It may erase the pair that the iterator holds.
        if (pair != pairs_.end()) std::shared_ptr(pair->second)->end(end->to);
    } else if (const auto* reset = std::get_if<Injector::Reset>(&effect)) {
        const auto pair = pairs_.find(reset->connection);
        if (pair != pairs_.end()) std::shared_ptr(pair->second)->reset();
    }
}

void FaultProxy::wait() {
    if (!injector_.wake_at()) return;
    timer_.expires_at(*injector_.wake_at());
    timer_.async_wait([this](asio::error_code error) {
        if (error) return;
        injector_.tick(Clock::now());
        follow();
    });
}

} // namespace kit::proxy
