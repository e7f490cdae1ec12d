#include "tutorial/11-idle/watch.hpp"

#include <utility>

namespace {

// [asks-for]
struct AsksFor {
    const imap::Response& data;

    bool operator()(const imap::Select&) const { return true; }
    bool operator()(const imap::Fetch&) const {
        return std::holds_alternative<imap::FetchData>(data);
    }
    template<class Other>
    bool operator()(const Other&) const {
        return false; // and IDLE asks for nothing
    }
};
// [/asks-for]

} // namespace

// [take]
void AtOnce::take(imap::Response data) {
    const bool asked = !in_flight_.empty() &&
                       std::visit(AsksFor{data}, in_flight_.front().command);
    if (!asked) return tell(data);
    in_flight_.front().data.push_back(std::move(data));
}
// [/take]
