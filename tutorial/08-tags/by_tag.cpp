#include "tutorial/08-tags/flats.hpp"

#include <algorithm>
#include <utility>

namespace {

// [asks-for]
struct AsksFor {
    const imap::Response& data;

    bool operator()(const imap::Search&) const {
        return std::holds_alternative<imap::SearchData>(data);
    }
    bool operator()(const imap::Status& asked) const {
        const auto* status = std::get_if<imap::StatusData>(&data);
        return status && status->mailbox == asked.mailbox;
    }
    bool operator()(const imap::List&) const {
        const auto* list = std::get_if<imap::ListData>(&data);
        return list && !list->lsub;
    }
    template<class Other>
    bool operator()(const Other&) const {
        return false;
    }
};
// [/asks-for]

} // namespace

// [hear]
void ByTag::hear(imap::Response response) {
    const auto* end = std::get_if<imap::Tagged>(&response);
    const auto found =
        std::ranges::find_if(in_flight_, [&](const Question& one) {
            return end ? end->tag == one.tag
                       : std::visit(AsksFor{response}, one.command);
        });
    if (found == in_flight_.end()) return told(response);
    if (!end) return found->data.push_back(std::move(response));
    const auto question = std::move(*found);
    in_flight_.erase(found);
    answered(question, *end);
}
// [/hear]
