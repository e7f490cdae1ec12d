#include "proto_server/imap/imap_session.hpp"
#include "proto_server/imap/search_match.hpp"

// RFC 3501 §6.4.4; ESEARCH of RFC 4731.

namespace {

imap::EsearchData extended(const imap::Search& search, std::string tag,
                           const std::vector<std::uint32_t>& found) {
    imap::EsearchData data;
    data.tag = std::move(tag);
    data.uid = search.uid;
    const auto& returns = *search.returns;
    if (returns.count) data.count = static_cast<std::uint32_t>(found.size());
    if (found.empty()) return data;
    if (returns.min) data.min = found.front();
    if (returns.max) data.max = found.back();
    if (returns.all) data.all = imap::sequence_set(found);
    return data;
}

} // namespace

void ImapSession::answer(const imap::Search& search) {
    const auto& charset = search.charset;
    if (!charset.empty() && charset != "UTF-8" && charset != "US-ASCII")
        return no("there are only US-ASCII and UTF-8",
                  imap::Code{"BADCHARSET", "(US-ASCII UTF-8)"});
    if (search.returns && search.returns->save)
        return no("a result cannot be saved", imap::Code{"CANNOT", {}});
    auto& view = selected_->view;
    std::vector<std::uint32_t> found;
    for (std::uint32_t number = 1; number <= view.count(); ++number) {
        const auto* message = selected_->mailbox->find(view.uid(number));
        if (!message) continue;
        imap_server::Candidate candidate(*selected_->mailbox, *message, number,
                                         {view.count(), view.last_uid()});
        if (candidate.matches_all(search.keys))
            found.push_back(search.uid ? message->uid : number);
    }
    if (search.returns)
        say(extended(search, tag_, found));
    else
        say(imap::SearchData{std::move(found)});
    ok("SEARCH completed");
}
