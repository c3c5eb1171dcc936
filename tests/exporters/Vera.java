import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Prints one line a file: its flavour as it says itself, whether veraPDF finds it so, and the rules it breaks. */
public class Vera {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            try (var parser = Foundries.defaultInstance().createParser(new FileInputStream(file))) {
                var flavour = parser.getFlavour();
                var checked = flavour == PDFAFlavour.NO_FLAVOUR ? PDFAFlavour.PDFA_2_B : flavour;
                var found = Foundries.defaultInstance().createValidator(checked, false).validate(parser);
                var rules = new java.util.TreeSet<String>();
                for (var each : found.getTestAssertions())
                    if (each.getStatus() == TestAssertion.Status.FAILED)
                        rules.add(each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber());
                System.out.println(flavour.getId() + "\t" + found.isCompliant() + "\t" + String.join(" ", rules));
            }
        }
    }
}
