#include <idle-hands/watch.hpp>

#include "proto_client/library/mailbox_options.hpp"
#include "proto_client/library/parts.hpp"
#include "proto_client/program/mailbox_setup.hpp"
#include "proto_client/program/reported_watch.hpp"
#include "proto_client/program/watch_config.hpp"
#include "proto_client/tell/output.hpp"
#include "proto_client/tell/terminal_text.hpp"

#include <utility>

namespace idle_hands {

namespace {

client::MailboxSetup setup_of(const MailboxOptions& options,
                              asio::io_context& loop) {
    auto setup = client::mailbox_setup(task_of(options), loop);
    if (!setup) throw Error(setup.error());
    return std::move(*setup);
}

} // namespace

struct Watch::Parts : client::WatchGroup::Member, client::MailboxWatch::Owner {
    Parts(client::WatchGroup& of, const MailboxOptions& options,
          Handlers to_call)
        : group(of), handlers(std::move(to_call)),
          watch(group.loop(), setup_of(options, group.loop()), nullptr,
                client::WatchGroup::make_random(), *this),
          name(options.name.empty() ? watch.name() : options.name) {}

    template<class Handler, class... Facts>
    void call(const Handler& handler, const Facts&... facts) {
        if (handler && !closed) handler(facts...);
    }

    void start() override { watch.start(); }
    void stop() override { watch.stop(); }
    void tick(Clock::time_point now) override { watch.tick(now); }
    bool nothing_due_before(Clock::time_point time) const override {
        return watch.nothing_due_before(time);
    }
    void slept() override { watch.slept(); }
    bool proves_life() const override { return watch.proves_life(); }

    bool message(const ::watch::NewsSource::Message& one) override {
        if (closed || group.stopping()) return false;
        call(handlers.message,
             Message{name, one.number, std::string(one.text),
                     std::string(one.from), std::string(one.date),
                     std::string(one.message_id), std::string(one.source)});
        return true;
    }
    void connected(std::uint32_t) override {}
    void waiting(bool) override {
        group.waits(name);
        call(handlers.waiting);
    }
    void disconnected(std::string_view why, Clock::duration wait) override {
        group.lost(name, why);
        call(handlers.disconnected, std::string(why),
             std::chrono::duration_cast<std::chrono::milliseconds>(wait));
    }
    void trouble(std::string_view text) override {
        call(handlers.trouble, std::string(text));
    }
    void stopped() override { group.stopped(*this); }

    client::WatchGroup& group;
    Handlers handlers;
    client::ReportedWatch watch;
    std::string name;
    bool closed = false;
};

Watch::Watch(Loop& loop, const MailboxOptions& options, Handlers handlers)
    : parts_(std::make_shared<Parts>(loop.parts().group, options,
                                     std::move(handlers))) {
    loop.parts().kept.push_back(parts_);
    loop.parts().group.add(*parts_);
}

Watch::~Watch() {
    parts_->closed = true;
    parts_->watch.stop();
}

std::vector<MailboxOptions> read_accounts(const std::string& text) {
    const auto tasks =
        client::read_watch_config(text, {}, client::ConfigOf::library);
    if (!tasks) throw Error(tasks.error());
    std::vector<MailboxOptions> all;
    for (const auto& task : *tasks) all.push_back(options_of(task));
    return all;
}

std::string status(const MailboxOptions& options) {
    const auto task = task_of(options);
    const auto path = client::position_path(task);
    if (!path) throw Error(options.url + ": nothing is remembered of it");
    return client::StatusFile(*path).read(
        print(task.target.imap->url), client::PositionFile::is_in_use(*path));
}

std::string print_json(const Message& message) {
    return client::event_json(message.mailbox,
                              {message.uid, message.subject, message.from,
                               message.date, message.message_id});
}

std::string terminal_text(const std::string& text) {
    return client::harmless(text);
}

} // namespace idle_hands
