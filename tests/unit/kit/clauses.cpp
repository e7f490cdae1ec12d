#include "tests/unit/catch.hpp"
#include "tests/unit/own_folder.hpp"
#include "tutorial/kit/exercises/clause_table.hpp"

#include <stdexcept>

using namespace kit::clauses;

namespace {

Table table(const OwnFolder& folder, const std::string& rows) {
    folder.write("clauses.tsv", "clause\tchapter\tsays\ttests\n" + rows);
    return read_table(folder.path / "clauses.tsv");
}

std::vector<std::string> names(const std::vector<const Clause*>& clauses) {
    std::vector<std::string> found;
    for (const auto* clause : clauses) found.push_back(clause->name);
    return found;
}

using Names = std::vector<std::string>;

constexpr auto rows =
    "RFC 1 §2 MUST 1\t11-idle#done\tDONE\t11.2/once fault/bye\n"
    "RFC 1 §2\t8-tags\tall else\n"
    "RFC 1 §21\t\tnobody\n"
    "P5\t11-idle#again\ttwice\t11.2/once\n"
    "P6\t07-imap\tother\tfault/bye\n";

} // namespace

TEST_CASE("a test touches the clauses that name it, and its @spec") {
    const OwnFolder folder;
    const auto known = table(folder, rows);
    CHECK(names(touched(known, "11.2/x", "RFC 1 §2")) == Names{"RFC 1 §2"});
    CHECK(names(touched(known, "11.2/once", "RFC 1 §2")) ==
          Names{"RFC 1 §2 MUST 1", "P5"});
    CHECK(names(touched(known, "fault/bye", "")) ==
          Names{"RFC 1 §2 MUST 1", "P6"});
    CHECK(touched(known, "fault/x", "RFC 3").empty());
}

TEST_CASE("each chapter that explains a clause is named once") {
    const OwnFolder folder;
    const auto known = table(folder, rows);
    const auto where = [&](const char* test, const char* spec) {
        return where_to_read(touched(known, test, spec));
    };
    CHECK(where("11.2/once", "RFC 1 §2") ==
          Names{"chapter 11, tutorial/11-idle/README.md#done"});
    CHECK(where("fault/bye", "") ==
          Names{"chapter 11, tutorial/11-idle/README.md#done",
                "chapter 7, tutorial/07-imap/README.md"});
    CHECK(where("x", "RFC 1 §21") == Names{"no chapter explains this yet"});
    CHECK(where("x", "RFC 3").empty());
}

TEST_CASE("a row that is wrong is named") {
    const OwnFolder folder;
    CHECK(read_table(folder.path / "none.tsv").empty());
    for (const auto* wrong : {"P1\n", "P1\t7-imap\n", "P1\timap\tsays\n",
                              "P1\t\tsays\ttests\tmore\n"})
        CHECK_THROWS_AS(table(folder, wrong), std::runtime_error);
}
