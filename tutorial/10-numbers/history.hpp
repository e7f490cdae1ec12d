#pragma once

#include "proto_server/imap/service.hpp"
#include "proto_server/login/class_login.hpp"
#include "proto_server/mailbox/memory/memory_store.hpp"
#include "tutorial/10-numbers/client.hpp"

#include <deque>
#include <string>
#include <vector>

/// Two clients at one mailbox, without a network. The lines between a client
/// and its server are on their way for as long as the dice want.
class History {
public:
    enum class Clients { counts, moves, rash };

    /// A hasty server tells EXPUNGE too early.
    History(std::uint32_t seed, Clients clients, bool hasty);

    /// Does `steps` things at random, and then lets all lines arrive.
    void run(int steps);

    /// Returns what has gone wrong; empty if nothing has.
    const std::string& wrong() const { return wrong_; }
    /// Returns the lines in the order in which they were said.
    const std::vector<std::string>& lines() const { return lines_; }

private:
    struct Connection {
        Client client;
        std::unique_ptr<Session> server;
        std::deque<std::string> to_server, to_client; // on their way
        std::string name;
    };

    void step();
    void post();
    void say(Connection& one, std::string line);
    bool reach_server(Connection& one);
    bool reach_client(Connection& one);
    void take_output(Connection& one);
    void tell_all();
    void let_all_arrive();
    // history_checks.cpp
    std::vector<mail::Uid> marked() const;
    void check_mark(const Connection& one, const std::string& line,
                    const std::vector<mail::Uid>& before);
    void compare(const Connection& one);

    std::mt19937 dice_;
    mail::MemoryStore store_;
    std::shared_ptr<mail::Account> account_ = *store_.account("anna");
    std::shared_ptr<mail::Mailbox> inbox_ = *account_->open("INBOX");
    login::ClassLogin login_{account_};
    imap_server::Service service_{login_};
    std::vector<Connection> connections_;
    std::vector<std::string> lines_;
    std::string wrong_;
};
