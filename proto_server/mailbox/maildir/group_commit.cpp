#include "proto_server/mailbox/maildir/group_commit.hpp"

#include "proto_server/mailbox/line_ends.hpp"
#include "proto_server/mailbox/maildir/message_file.hpp"

#include <algorithm>

namespace mail {

using enum NewFile::Origin;

/// Files that are stored together. A job that has it is the only one to use it.
struct GroupCommit::Batch {
    std::vector<NewFile> files;
    Stored stored;
    std::shared_ptr<const OpenFolder> folder;
    Expected<void> result = {};
    bool is_written = false; ///< or need not be

    std::string unfinished() const { return "tmp/" + files[0].place.base; }

    /// Writes the file to `tmp`.
    void write() {
        if (std::exchange(is_written, true)) return;
        result = interrupted();
        auto& file = files[0];
        file.size = static_cast<std::uint32_t>(file.octets.size() +
                                               missing_crs(file.octets));
        result = write_message(*folder, unfinished(), for_disk(file.octets),
                               file.date);
        std::string().swap(file.octets);
    }

    /// Renames the file from `tmp`, if it is there.
    void put_into_place() {
        if (!result || files.empty() || files[0].origin != written) return;
        result =
            mail::put_into_place(*folder, unfinished(), files[0].place.name());
    }

    void take_away(const Failure& why) {
        if (result) result = tl::make_unexpected(why);
        for (const auto& file : files)
            if (file.origin != found) folder->remove(file.place.name());
    }
};

/// One commit, which a job does.
struct GroupCommit::Commit {
    Batches batches;
    std::shared_ptr<const OpenFolder> folder;
    std::shared_ptr<IndexFile> index;
    Uid uid_next;
    std::optional<std::vector<Uid>> few; ///< alone stay in the index
    Expected<void> result = interrupted();

    void run() {
        for (const auto& batch : batches) {
            batch->write();
            batch->put_into_place();
        }
        const bool is_new_index = few && index->keep_only(*folder, *few);
        result = sync(is_new_index);
        const auto lines = number();
        if (result) result = index->add(lines);
        if (result)
            uid_next += static_cast<Uid>(lines.size());
        else // or they would arrive later, after our no
            for (const auto& batch : batches) batch->take_away(result.error());
    }

private:
    Expected<void> sync(bool is_new_index) const {
        if (is_new_index)
            if (auto kept = folder->sync("."); !kept) return kept;
        for (const bool is_new : {false, true}) {
            const auto is_there = [&](const auto& file) {
                return file.origin != found && file.place.is_new == is_new;
            };
            const bool any = std::ranges::any_of(batches, [&](auto& batch) {
                return batch->result &&
                       std::ranges::any_of(batch->files, is_there);
            });
            if (!any) continue;
            if (auto kept = folder->sync(is_new ? "new" : "cur"); !kept)
                return kept;
        }
        return {};
    }

    std::vector<IndexLine> number() const {
        std::vector<IndexLine> lines;
        auto uid = uid_next;
        for (const auto& batch : batches) {
            if (!batch->result) continue;
            for (auto& file : batch->files) {
                file.uid = uid++;
                lines.push_back(
                    {file.uid, file.size, file.date, file.place.base});
            }
        }
        return lines;
    }
};

/// Returns the folder, opened once for all jobs that run at the same time.
Expected<std::shared_ptr<const OpenFolder>> GroupCommit::folder() {
    if (auto open = folder_.lock()) return open;
    auto opened = open_();
    if (opened) folder_ = *opened;
    return opened;
}

void GroupCommit::add(std::vector<NewFile> files, Stored stored) {
    const bool is_idle = !committing_ && writing_ == 0 && waiting_.empty();
    if (files.empty() && is_idle) return stored({}, {});
    auto open = folder();
    if (!open)
        return stored(std::move(files), tl::make_unexpected(open.error()));
    auto batch = std::make_shared<Batch>(
        Batch{std::move(files), std::move(stored), *std::move(open)});
    batch->is_written =
        batch->files.empty() || batch->files[0].origin != written;
    if (!is_idle && !batch->is_written) return write_first(std::move(batch));
    waiting_.push_back(std::move(batch));
    commit();
}

void GroupCommit::write_first(std::shared_ptr<Batch> batch) {
    ++writing_;
    jobs_.start(
        owner_, [batch] { batch->write(); },
        [this, batch, kept = holder_.lock()] {
            --writing_;
            waiting_.push_back(batch);
            commit();
        });
}

void GroupCommit::commit() {
    if (committing_ || waiting_.empty()) return;
    committing_ = true;
    const auto commit =
        std::make_shared<Commit>(Commit{std::exchange(waiting_, {}),
                                        {},
                                        index_.lend(),
                                        index_.uid_next(),
                                        few_of_(index_.lines())});
    commit->folder = commit->batches[0]->folder;
    jobs_.start(
        nullptr, [commit] { commit->run(); },
        [this, commit, kept = holder_.lock()] { finish(*commit); });
}

void GroupCommit::finish(Commit& commit) {
    index_.take_back(commit.uid_next);
    for (const auto& batch : commit.batches) {
        if (batch->result && !commit.result)
            batch->result = tl::make_unexpected(commit.result.error());
        batch->stored(std::move(batch->files), batch->result);
    }
    // After a failure, of a full disk, those who look at once would find the
    // same again, and go on for ever.
    const bool look = commit.result.has_value();
    jobs_.soon([this, look, kept = holder_.lock()] {
        committing_ = false;
        this->commit();
        if (look) ended_();
    });
}

} // namespace mail
