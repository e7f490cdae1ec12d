#include "proto_client/program/news_sources.hpp"

#include "proto_client/imap/imap_news.hpp"
#include "proto_client/program/reach.hpp"
#include "proto_client/toy/toy_news.hpp"

namespace client {

MakeSource source_maker(const Target& target, const NewsBegin& begin,
                        std::uint32_t source_octets) {
    if (!target.imap)
        return [from = begin.from](auto& owner, const auto&) {
            return std::make_unique<toy_client::ToyNews>(from, owner);
        };
    return [imap = *target.imap, begin, source_octets](auto& owner,
                                                       const auto& secret) {
        return std::make_unique<imap_client::ImapNews>(
            imap_client::ImapNews::Options{
                .entry = entry(imap, secret),
                .mailbox = imap_client::wire_name(imap.url.mailbox),
                .from = begin.from,
                .since = begin.since,
                .source_octets = source_octets},
            owner);
    };
}

} // namespace client
