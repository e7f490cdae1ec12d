#include <idle-hands/command.hpp>

#include "proto_client/library/parts.hpp"
#include "proto_client/tell/hook.hpp"

#include <utility>

namespace idle_hands {

struct Runner::Parts {
    Parts(Loop& loop, std::string name, MakeRun make, OnTrouble on_trouble)
        : make_run(std::move(make)),
          hook(
              loop.parts().group.loop(), {std::move(name)},
              [this](const auto& messages) { return run_for(messages); },
              std::move(on_trouble), [] {}) {}

    client::Hook::Run run_for(const client::Hook::Messages& messages) const {
        std::vector<Message> all;
        for (const auto& one : messages)
            all.push_back({one.mailbox,
                           one.number,
                           one.text,
                           one.from,
                           one.date,
                           one.message_id,
                           {}});
        auto run = make_run(all);
        return {std::move(run.commands), std::move(run.input),
                std::move(run.environment)};
    }

    MakeRun make_run;
    client::Hook hook;
};

Runner::Runner(Loop& loop, std::string name, MakeRun make_run,
               OnTrouble on_trouble)
    : parts_(std::make_shared<Parts>(loop, std::move(name), std::move(make_run),
                                     std::move(on_trouble))) {
    loop.parts().on_stop.push_back([weak = std::weak_ptr(parts_)] {
        if (const auto parts = weak.lock()) parts->hook.stop();
    });
}

Runner::~Runner() = default;

void Runner::add(const Message& message) {
    parts_->hook.message(message.mailbox,
                         {message.uid, message.subject, message.from,
                          message.date, message.message_id});
}

} // namespace idle_hands
