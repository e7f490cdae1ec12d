"""Which file may include which: a fence for each folder. The test is
includes.py."""

# A fence for each folder. The first pattern that fits a file holds. In a
# pattern * is any name and ** any names with their folders. A file may always
# include its own header and the standard library. The order is from below.
SESSION = "common/session.hpp"
FRAMING = "common/framing/*"
COMMON = "common/**"
IMAP_TEXT, IMAP_VALUES = "common/imap/{limits.hpp,text/*}", "common/imap/values/*"
ASIO, EXPECTED = "<asio/**>", "<tl/expected.hpp>"
CLI, JSON = "<CLI/**>", "<nlohmann/**>"
SYSTEM = "<**.h>"
OURS = "{common,proto_server,proto_client,tests,tutorial}/**"
SERVER, CLIENT, KIT = "proto_server", "proto_client", "tutorial/kit"
FENCES = [
    (SESSION, []),
    (FRAMING, [FRAMING]),
    ("common/system/*", ["common/system/*", SYSTEM]),
    ("common/toy/*", ["common/toy/*", FRAMING, EXPECTED]),
    ("common/imap/limits.hpp", []),
    ("common/imap/text/base64.cpp",
     ["common/imap/text/base64.hpp", "<openssl/evp.h>"]),
    ("common/imap/text/*", [IMAP_TEXT, FRAMING, EXPECTED]),
    ("common/imap/values/*", [IMAP_VALUES, IMAP_TEXT, EXPECTED]),
    ("common/imap/requests/*",
     ["common/imap/requests/*", IMAP_VALUES, IMAP_TEXT, FRAMING, EXPECTED]),
    ("common/imap/responses/*",
     ["common/imap/responses/*", IMAP_VALUES, IMAP_TEXT, FRAMING, EXPECTED]),
    ("common/transcript/draw/*", ["common/transcript/{*,draw/*}", FRAMING]),
    ("common/transcript/*",
     ["common/transcript/*", SESSION, FRAMING, EXPECTED]),
    ("common/pch/*", [EXPECTED]),
    ("common/net/pch/*", [ASIO]),
    ("common/net/*", ["common/net/*", SESSION, ASIO, EXPECTED, SYSTEM]),

    (f"{SERVER}/limits.hpp", []),
    (f"{SERVER}/mailbox/maildir/*",
     [f"{SERVER}/mailbox/{{*,maildir/*}}", "common/system/*", FRAMING,
      EXPECTED, SYSTEM]),
    (f"{SERVER}/mailbox/{{*,memory/*}}",
     [f"{SERVER}/mailbox/{{*,memory/*}}", FRAMING, EXPECTED]),
    (f"{SERVER}/mime/*",
     [f"{SERVER}/mime/*", IMAP_VALUES, IMAP_TEXT, EXPECTED, SYSTEM]),
    (f"{SERVER}/toy/*",
     [f"{SERVER}/{{toy/*,mailbox/*,limits.hpp}}", "common/toy/*", SESSION,
      FRAMING, EXPECTED]),
    (f"{SERVER}/imap/*",
     [f"{SERVER}/{{imap,mailbox,mime}}/*", "common/imap/**", SESSION, FRAMING,
      EXPECTED]),
    (f"{SERVER}/login/users/*",
     [f"{SERVER}/login/users/*", "common/system/*", ASIO, EXPECTED, SYSTEM]),
    (f"{SERVER}/login/*",
     [f"{SERVER}/{{login/**,imap/login.hpp,mailbox/*,limits.hpp}}", SESSION,
      ASIO, EXPECTED]),
    (f"{SERVER}/server.*",
     [f"{SERVER}/{{server.hpp,limits.hpp,login/*,mailbox/*}}", COMMON, ASIO,
      EXPECTED]),
    (f"{SERVER}/program/serve.cpp",
     [f"{SERVER}/**", COMMON, ASIO, EXPECTED, SYSTEM]),
    (f"{SERVER}/program/*",
     [f"{SERVER}/{{*.hpp,program/*,login/**,mailbox/*}}", COMMON, ASIO,
      EXPECTED, SYSTEM]),
    (f"{SERVER}/command_line.cpp",
     [f"{SERVER}/{{command_line.hpp,program/*,mailbox/limits.hpp}}", CLI]),
    (f"{SERVER}/{{main.cpp,command_line.hpp}}", [f"{SERVER}/command_line.hpp"]),

    (f"{CLIENT}/limits.hpp", []),
    (f"{CLIENT}/watch/*", [f"{CLIENT}/{{watch/*,limits.hpp}}", SESSION]),
    (f"{CLIENT}/toy/*",
     [f"{CLIENT}/{{toy/*,watch/news_source.hpp,limits.hpp}}",
      "common/{toy,transcript}/*", SESSION, FRAMING, EXPECTED]),
    (f"{CLIENT}/program/*.hpp",
     [f"{CLIENT}/**", COMMON, ASIO, EXPECTED, SYSTEM]),
    (f"{CLIENT}/program/*",
     [f"{CLIENT}/**", COMMON, ASIO, EXPECTED, JSON, SYSTEM]),
    (f"{CLIENT}/command_line.cpp",
     [f"{CLIENT}/{{command_line.hpp,program/*}}", "common/toy/*", CLI]),
    (f"{CLIENT}/{{main.cpp,command_line.hpp}}",
     [f"{CLIENT}/{{command_line.hpp,program/target.hpp}}"]),

    (f"{KIT}/system/*",
     [f"{KIT}/system/*", "common/system/*", "common/transcript/show.hpp",
      ASIO, EXPECTED, SYSTEM]),
    (f"{KIT}/conversation/*",
     [f"{KIT}/{{conversation,system}}/*", f"{SERVER}/**", COMMON, ASIO, JSON,
      EXPECTED, SYSTEM]),
    (f"{KIT}/conformance/*",
     [f"{KIT}/{{conformance,conversation,system}}/*", COMMON, JSON, EXPECTED]),
    (f"{KIT}/exercises/*",
     [f"{KIT}/{{exercises,conversation,system}}/*", COMMON, ASIO, JSON,
      EXPECTED, SYSTEM]),
    (f"{KIT}/authors/pages/*",
     [f"{KIT}/{{authors/pages,conversation,system}}/*", COMMON, EXPECTED,
      SYSTEM]),
    (f"{KIT}/authors/lint/*",
     [f"{KIT}/{{authors/*,exercises,conversation,system}}/*", COMMON,
      EXPECTED, SYSTEM]),
    (f"{KIT}/book/*",
     [f"{KIT}/{{book,authors/*,conversation,system}}/*", COMMON, "<cmark-*.h>",
      JSON, EXPECTED]),
    (f"{KIT}/commands/*",
     [f"{KIT}/*/**", COMMON, ASIO, EXPECTED, SYSTEM]),
    (f"{KIT}/subcommands.hpp", [f"{KIT}/help.hpp", CLI]),
    (f"{KIT}/command_line.cpp", [f"{KIT}/{{*,commands/*,system/*}}", CLI]),
    (f"{KIT}/{{main.cpp,command_line.hpp,help.hpp}}",
     [f"{KIT}/{{command_line.hpp,system/*}}"]),

    # Chapters and tests may show and test everything.
    ("tutorial/{0*,exercise}/**", [OURS, ASIO, EXPECTED, SYSTEM]),
    ("tests/bench/*", [OURS, CLI, SYSTEM]),
    ("tests/**", [OURS, "<catch2/**>", ASIO, EXPECTED, JSON, SYSTEM]),
]
