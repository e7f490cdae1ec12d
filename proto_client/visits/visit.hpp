#pragma once

#include "proto_client/exit_code.hpp"
#include "proto_client/program/link.hpp"
#include "proto_client/program/program_loop.hpp"
#include "proto_client/program/reach.hpp"
#include "proto_client/program/stopper.hpp"
#include "proto_client/program/target.hpp"
#include "proto_client/program/ticker.hpp"
#include "proto_client/tell/output.hpp"

#include <asio/io_context.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace client {

/// A command that asks one server something over one connection, and ends: from
/// the password to the goodbye. What is asked, and by which protocol, is the
/// matter of the derived class.
class Visit : private Link::Owner {
public:
    ~Visit() override = default;

    /// Runs until the command is done. Returns the program's exit code.
    int run();

protected:
    Visit(const Target& target, Reach reach);

    /// Returns the session of the connection, which has just been made. The
    /// secret is empty if there is none.
    virtual std::unique_ptr<Session> begin(const std::string& secret) = 0;

    /// The connection has ended. The session is destroyed after this call.
    virtual void ended(std::string_view why) = 0;

    /// Ctrl-C or SIGTERM has ended it before it was done.
    virtual void interrupted() {
        fail("interrupted before the server had answered");
    }

    /// Nothing more is to be asked: says goodbye and ends.
    void done();

    /// There will be no answer: tells why and ends. Only the first reason is
    /// told, because those that follow come of it.
    void fail(std::string_view why, int code = exit_code::failed);

    /// The server has answered a command with no or bad.
    void refused(std::string_view command, std::string_view reply);

    bool stopping() const { return stopper_.stopping(); }
    Output& output() { return *output_; }
    Link& link() { return link_; }
    const std::string& name() const { return reach_.name; }

private:
    void get_secret();
    void say_goodbye();

    std::unique_ptr<Session> connected() override;
    void failed(std::string_view why) override { fail(why); }
    void lost(std::string_view why) override;

    Reach reach_;
    std::unique_ptr<Output> output_;
    transcript::LiveWire wire_;
    asio::io_context& loop_;
    Stopper stopper_;
    Link link_;
    Ticker ticker_;
    std::string secret_;
    Session* session_ = nullptr; ///< set while there is a connection
    bool done_ = false;
    int code_ = 0;
};

/// Tells why a server cannot be reached, and returns the exit code.
int cannot_reach(const Target& target, const std::string& why);

/// Runs a visit of this kind to the target's server, or tells why it cannot be
/// reached. Returns the program's exit code.
template<class Kind, class... More>
int visit(const Target& target, More&&... more) {
    auto way = reach(target, program_loop());
    if (!way) return cannot_reach(target, way.error());
    return Kind(target, std::move(*way), std::forward<More>(more)...).run();
}

} // namespace client
