#include "proto_client/imap/search.hpp"

#include <algorithm>
#include <utility>

namespace imap_client {

namespace {

/// Adds the UIDs of a response, up to the limit.
void add(std::vector<Uid>& uids, const imap::Response& response) {
    const auto add_one = [&](Uid uid) {
        if (uids.size() < limits::news) uids.push_back(uid);
    };
    if (const auto* list = std::get_if<imap::SearchData>(&response))
        for (const auto uid : list->numbers) add_one(uid);
    const auto* ranges = std::get_if<imap::EsearchData>(&response);
    if (!ranges || !ranges->all) return;
    for (const auto& range : ranges->all->resolve(0)) {
        for (auto uid = range.first; uids.size() < limits::news; ++uid) {
            add_one(uid);
            if (uid == range.last) break;
        }
    }
}

Found found_in(const Result& result) {
    if (!result) return tl::make_unexpected(result.error());
    if (!result->ok()) return tl::make_unexpected(result->end.text);
    std::vector<Uid> uids;
    for (const auto& response : result->data) add(uids, response);
    std::sort(uids.begin(), uids.end());
    uids.erase(std::unique(uids.begin(), uids.end()), uids.end());
    return uids;
}

} // namespace

void search(ImapClient& client, std::vector<imap::SearchKey> keys,
            std::function<void(const Found&)> on_found) {
    imap::Search command{.uid = true, .keys = std::move(keys)};
    if (client.known().offers("ESEARCH"))
        command.returns = imap::Search::Return{.all = true};
    client.send(std::move(command), [on_found](const Result& result) {
        on_found(found_in(result));
    });
}

} // namespace imap_client
