package io.bendsync.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a browser cannot be asked: what is not in the page. */
class PageResourceTest {
    @Test
    void nothingIsTakenFromTheNetOrWrittenAsHtml() throws IOException {
        for (String file : List.of("index.html", "app.js", "chart.js", "style.css")) {
            assertThat(read(file).replace("http://www.w3.org/2000/svg", ""))
                    .as(file)
                    .isNotBlank()
                    .doesNotContain("http:", "https:", "//cdn", "@import", "url(")
                    .doesNotContain(
                            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(")
                    .doesNotContain("onclick=", "style=\"", "<script>", "<style");
        }
    }

    private static String read(String file) throws IOException {
        try (InputStream in = PageResource.class.getResourceAsStream("/io/bendsync/dashboard/page/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
