#pragma once

#include "proto_client/toy/toy_client.hpp"
#include "proto_client/watch/news_source.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace toy_client {

/// The news of a mailbox by the toy protocol.
///
/// A position is the number of the last message. That is enough: `* new 7` and
/// the reply to `count` both say how many messages there are now, and the
/// source reads those after the position. (Numbers are enough only because the
/// toy's messages never go away.)
class ToyNews : public watch::NewsSource, private ToyEvents {
public:
    /// `first` is the first message to tell when there is no position yet, 1 or
    /// more; without it those that come from now on are told. `owner` outlives
    /// the source.
    ToyNews(std::optional<std::uint32_t> first, Owner& owner)
        : first_(first), owner_(owner),
          session_(std::make_unique<ToyClient>(static_cast<ToyEvents&>(*this))),
          client_(session_.get()) {}

    std::unique_ptr<Session> take_session() override;
    void ask(const std::optional<Position>& position) override;
    void wait() override;
    void rearm() override;
    void say_bye() override { client_->say_bye({}); }
    void hang_up(std::string_view why) override;
    const std::string& why() const override { return client_->why(); }
    Clock::time_point last_heard() const override {
        return client_->last_heard();
    }

private:
    enum class State : std::uint8_t {
        opening,  ///< the server has not greeted, or nobody has asked yet
        counting, ///< `count` is not answered yet: it says what is new
        reading,
        waiting
    };

    void on_hello(const toy::Hello& hello) override;
    void on_new(const toy::New& event) override;
    void on_idling() override;
    void on_unsubscribed(std::string_view why) override;
    void on_trouble(std::string_view text) override { owner_.trouble(text); }

    void begin_reading(const std::optional<Position>& position);
    std::uint32_t first_position() const;
    void read_more();
    void read_reply(std::uint32_t number, const ToyClient::Result& result);
    void skip(std::uint32_t number, const toy::Reply& reply);
    void count_known(std::uint32_t messages);
    std::uint32_t count_in(const toy::Reply& reply);

    std::optional<std::uint32_t> first_;
    Owner& owner_;
    std::unique_ptr<ToyClient> session_; ///< until it is taken
    ToyClient* client_;
    std::uint32_t known_ = 0; ///< messages there are
    std::uint32_t asked_ = 0; ///< the last message asked for
    std::uint32_t told_ = 0;  ///< the last message told or skipped
    int missing_in_a_row_ = 0;
    State state_ = State::opening;
    bool counted_ = false; ///< the server has answered `count`
    bool refused_ = false; ///< the server does not let us idle
};

} // namespace toy_client
