#include "proto_client/program/mailbox_setup.hpp"

#include "common/toy/limits.hpp"

namespace client {

namespace {

/// The name of the file in which a mailbox's position is stored. The usual
/// ports are not a part of it: the mailbox is the same by imap and by imaps.
std::string memory_name(const ImapTarget& target, const WatchOptions& options) {
    if (!options.name.empty()) return imap_client::percent_encode(options.name);
    const auto& url = target.url;
    const auto port = url.port == imap_client::imap_port ||
                              url.port == imap_client::imaps_port
                          ? ""
                          : ":" + std::to_string(url.port);
    return imap_client::percent_encode(url.user + "@" + url.host + port + "/" +
                                       url.mailbox);
}

watch::Watch::Times times(const Target& target, const WatchOptions& options) {
    if (!target.imap)
        return {options.rearm.value_or(toy::default_rearm),
                options.poll.value_or(limits::retry_idle)};
    return {options.rearm.value_or(limits::imap_rearm),
            options.poll.value_or(limits::imap_poll), limits::imap_survived,
            limits::imap_longest_unsteady};
}

} // namespace

std::optional<std::string> position_path(const WatchTask& task) {
    if (!task.target.imap || !task.options.remember) return std::nullopt;
    return state_folder() + "/" + memory_name(*task.target.imap, task.options);
}

tl::expected<MailboxSetup, std::string> mailbox_setup(const WatchTask& task,
                                                      asio::io_context& loop) {
    const auto& [target, options, label] = task;
    std::optional<PositionFile> position;
    if (const auto path = position_path(task)) {
        auto opened = PositionFile::open(*path);
        if (!opened) return tl::make_unexpected(opened.error());
        position = std::move(*opened);
    }
    auto way = reach(target, loop);
    if (!way) return tl::make_unexpected(way.error());
    return MailboxSetup{.reach = std::move(*way),
                        .times = times(target, options),
                        .make_source = source_maker(target, options.begin,
                                                    options.source_octets),
                        .position = std::move(position)};
}

} // namespace client
