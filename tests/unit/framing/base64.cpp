#include "common/framing/base64.hpp"
#include "tests/unit/catch.hpp"

using namespace framing;

TEST_CASE("base64 has one spelling for any octets") {
    const std::string all("\0me\0p\xFF", 6);
    CHECK(encode_base64(all) == "AG1lAHD/");
    for (std::size_t size = 0; size <= all.size(); ++size) {
        const auto octets = all.substr(0, size);
        CHECK(encode_base64(octets).size() == (size + 2) / 3 * 4);
        CHECK(decode_base64(encode_base64(octets)) == octets);
    }
    CHECK(encode_base64("a") == "YQ==");
    CHECK(encode_base64("ab") == "YWI=");
    for (const char* wrong : {"=", "==", "===", "====", "Y", "YQ", "YQ=",
                              "Y===", "YR==", "YW-=", "YQ==YQ==", "YWI=\n"}) {
        INFO(wrong);
        CHECK_FALSE(decode_base64(wrong));
    }
}
