#include "proto_server/program/thread_jobs.hpp"

#include "proto_server/mailbox/maildir/maildir_store.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/own_folder.hpp"

#include <algorithm>
#include <asio/post.hpp>
#include <atomic>
#include <latch>
#include <set>

namespace {

using mail::Uid;

void no_report(std::string_view) {}

/// Tells on which thread the last copy of it dies.
struct Grave {
    explicit Grave(std::thread::id& where) : thread(where) {}
    ~Grave() { thread = std::this_thread::get_id(); }
    std::thread::id& thread;
};

} // namespace

TEST_CASE("a job is done on another thread, and ends and dies on the loop") {
    asio::io_context loop;
    server::ThreadJobs jobs(loop, no_report);
    const auto here = std::this_thread::get_id();
    std::thread::id worked, ended, grave;
    jobs.start(
        nullptr,
        [&worked, last = std::make_shared<Grave>(grave)] {
            worked = std::this_thread::get_id();
        },
        [&] { ended = std::this_thread::get_id(); });
    loop.run();
    CHECK(worked != here);
    CHECK(ended == here);
    CHECK(grave == here);
}

TEST_CASE("one owner has only some of the threads") {
    asio::io_context loop;
    std::latch others(2); // while the owner's jobs wait
    server::ThreadJobs jobs(loop, no_report, 4, 2);
    const int owner = 0;
    std::atomic<int> running = 0, most = 0;
    int done = 0;
    for (int n = 0; n < 10; ++n)
        jobs.start(
            &owner,
            [&] {
                most = std::max(most.load(), ++running);
                others.wait();
                --running;
            },
            [&] { ++done; });
    for (int n = 0; n < 2; ++n)
        jobs.start(
            nullptr, [&] { others.count_down(); }, [&] { ++done; });
    loop.run();
    CHECK(done == 12);
    CHECK(most == 2);
}

TEST_CASE("what a job throws is reported, and the job ends") {
    asio::io_context loop;
    std::vector<std::string> reports;
    server::ThreadJobs jobs(loop,
                            [&](auto what) { reports.emplace_back(what); });
    std::optional<mail::Expected<int>> result;
    jobs.run<int>(
        nullptr,
        []() -> mail::Expected<int> { throw std::runtime_error("a fault"); },
        [&](auto known) {
            result = known;
            throw std::runtime_error("another");
        });
    loop.run();
    REQUIRE(result);
    CHECK(result->error().kind == mail::Failure::Kind::unavailable);
    CHECK(reports == std::vector<std::string>{"a fault", "another"});
}

TEST_CASE("jobs that nobody waits for any more are dropped at the end") {
    asio::io_context loop;
    bool done = false;
    std::latch begun(1), go(1);
    std::thread::id grave;
    {
        server::ThreadJobs jobs(loop, no_report, 1);
        jobs.start(
            nullptr,
            [&] {
                begun.count_down();
                go.wait();
            },
            [&] { done = true; });
        jobs.start(
            nullptr, [last = std::make_shared<Grave>(grave)] {},
            [&] { done = true; });
        begun.wait();
        go.count_down();
    }
    CHECK_FALSE(done);
    CHECK(grave == std::this_thread::get_id());
}

TEST_CASE("threads store messages for several folders and accounts") {
    OwnFolder own;
    asio::io_context loop;
    server::ThreadJobs jobs(loop, no_report);
    mail::MaildirStore store(own.path, jobs);
    constexpr int accounts = 3, clients = 5, messages = 20;
    std::vector<std::set<Uid>> stored(accounts);
    int left = accounts * clients * messages;
    const std::function<void(std::shared_ptr<mail::Mailbox>, int, int)> append =
        [&](auto inbox, int account, int count) {
            inbox->append(
                "x\r\n", {}, {}, [=, &append, &stored, &left](auto uid) {
                    REQUIRE(uid);
                    REQUIRE(inbox->find(*uid));
                    CHECK(stored[static_cast<std::size_t>(account)]
                              .insert(*uid)
                              .second);
                    CHECK(inbox->size(*uid) == 3u); // while a commit may run
                    if (--left > 0 && count > 1)
                        append(inbox, account, count - 1);
                });
        };
    for (int n = 0; n < accounts; ++n)
        store.account("user" + std::to_string(n), [&, n](auto account) {
            REQUIRE(account);
            (*account)->create("New", [](auto made) { CHECK(made); });
            (*account)->open("INBOX", [&, n](auto inbox) {
                for (int client = 0; client < clients; ++client)
                    append(*inbox, n, messages);
            });
        });
    loop.run();
    CHECK(left == 0);
    for (const auto& uids : stored) {
        CHECK(uids.size() == clients * messages);
        CHECK(*uids.rbegin() == clients * messages);
    }
}
