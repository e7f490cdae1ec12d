#include "proto_client/visits/list_command.hpp"

#include "proto_client/program/news_sources.hpp"
#include "proto_client/visits/visit.hpp"

namespace client {

namespace {

/// A list is the first answer to a watch, by any protocol: what is new since
/// the beginning is all that there is.
class List : public Visit, private watch::NewsSource::Owner {
public:
    List(const Target& target, Reach way)
        : Visit(target, std::move(way)),
          make_source_(source_maker(target, {.from = 1})) {}

private:
    std::unique_ptr<Session> begin(const std::string& secret) override {
        source_ = make_source_(*this, secret);
        return source_->take_session();
    }

    void ended(std::string_view why) override {
        source_->hang_up(why);
        const bool was_refused =
            source_->refusal().kind != watch::Refusal::Kind::none;
        if (!stopping() && !source_->why().empty())
            fail(source_->why(),
                 was_refused ? exit_code::refused : exit_code::failed);
    }

    void ready(std::uint32_t) override { source_->ask(std::nullopt); }
    void message(const watch::NewsSource::Message& message) override {
        if (stopping()) return;
        output().listed(message);
        if (output().broken()) done();
    }
    void caught_up() override { done(); }
    void trouble(std::string_view text) override {
        output().trouble(name(), text);
    }
    void nudged() override {}
    void moved_to(const watch::NewsSource::Position&) override {}
    void waiting(bool) override {}

    MakeSource make_source_;
    std::unique_ptr<watch::NewsSource> source_;
};

} // namespace

int list(const Target& target) {
    return visit<List>(target);
}

} // namespace client
