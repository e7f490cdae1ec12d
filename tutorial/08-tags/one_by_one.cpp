#include "tutorial/08-tags/flats.hpp"

#include <utility>

// [hear]
void OneByOne::hear(imap::Response response) {
    auto& oldest = in_flight_.front();
    const auto* end = std::get_if<imap::Tagged>(&response);
    if (!end || end->tag != oldest.tag) {
        oldest.data.push_back(std::move(response));
        return;
    }
    const auto question = std::move(oldest);
    in_flight_.erase(in_flight_.begin());
    answered(question, *end);
}
// [/hear]
