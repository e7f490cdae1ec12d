#include "proto_client/program/link.hpp"

#include <utility>

namespace client {

using transcript::Side;

Link::Link(asio::io_context& loop, net::Address address,
           transcript::LiveWire* wire, Owner& owner, LinkOptions options)
    : dialler_(loop, std::move(address), options.refused), wire_(wire),
      owner_(owner), options_(std::move(options)) {}

void Link::connect() {
    dialler_.dial([this](Dialler::Result socket) {
        if (!socket) return owner_.failed(socket.error());
        begin(std::move(*socket));
    });
}

void Link::begin(net::Socket socket) {
    connection_ = std::make_shared<net::Connection>(
        std::move(socket), owner_.connected(), *this, ++last_number_,
        options_.make_filter && options_.filter_at_once ? options_.make_filter()
                                                        : nullptr);
    if (wire_) wire_->opened(last_number_, "to " + print(dialler_.address()));
    const auto kept = connection_; // start() may end the connection at once
    kept->start();
}

void Link::flush() {
    if (const auto kept = connection_) kept->flush();
}

void Link::end_sending() {
    if (const auto kept = connection_) kept->end_sending();
}

void Link::tick(Clock::time_point now) {
    if (const auto kept = connection_) kept->tick(now);
}

/// The session has said STARTTLS. Without a filter the connection ends.
std::unique_ptr<net::Filter> Link::start_tls(const net::Connection&) {
    return options_.make_filter ? options_.make_filter() : nullptr;
}

void Link::received(const net::Connection& connection, std::string_view bytes) {
    if (wire_) wire_->passed(connection.number(), Side::server, bytes);
}

void Link::sent(const net::Connection& connection, std::string_view bytes) {
    if (wire_) wire_->passed(connection.number(), Side::client, bytes);
}

void Link::closed(net::Connection& connection, std::string_view why) {
    if (wire_) wire_->closed(connection.number());
    connection_.reset();
    owner_.lost(why);
}

} // namespace client
