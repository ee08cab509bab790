/**
 * Public root certificates whose every byte was judged when this table was made: read, found to be a
 * CA with a strong key, its self-signature verified. A certificate with the fingerprint of one of them
 * needs no more than a look at its dates.
 *
 * The fingerprint is that of the certificate's lines in PEM. It (fingerprint.ts) is not cryptographic, and
 * need not be: it tells an altered root from an intact one. Whoever can put a forged file into the trust
 * store needs no forged fingerprint, since no loader looks at a root's self-signature.
 *
 * Written by build/known-roots.ts from Node 20.20.2, Node 22.23.3, Node 24.21.0, Node 26.10.0, Debian ca-certificates 20230311+deb12u1
 * on 2026-11-28. Fingerprint, notBefore and notAfter in seconds since 1970.
 */
// biome-ignore format: one root a line
export const KNOWN_ROOTS: readonly number[] = [
  0x003e153691716c, 1064895649, 1696047649, // OU=Security Communication RootCA1, O=SECOM Trust.net, C=JP
  0x009a07012627fa, 1432598400, 2221603200, // CN=Amazon Root CA 4, O=Amazon, C=US
  0x00b2dc35dd4f99, 1533021845, 2321940245, // CN=vTrus Root CA, O=iTrusChina Co.,Ltd., C=CN
  0x0105a3b5792f10, 1088530756, 2035215556, // OU=Starfield Class 2 Certification Authority, O=Starfield Technologies, Inc., C=US
  0x011ba3593f523e, 1251763200, 2145916799, // CN=Go Daddy Root Certificate Authority - G2, O=GoDaddy.com, Inc., L=Scottsdale, ST=Arizona, C=US
  0x01971043e5ed63, 1518978600, 2307897000, // CN=emSign ECC Root CA - C3, O=eMudhra Inc, OU=emSign PKI, C=US
  0x01ff49652f079e, 1326394772, 2273165972, // CN=QuoVadis Root CA 2 G3, O=QuoVadis Limited, C=BM
  0x02061dfc39b12a, 1352764800, 2147483647, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign ECC Root CA - R5
  0x0265e90236f136, 1304588257, 1924940257, // C=ES, O=ACCV, OU=PKIACCV, CN=ACCVRAIZ1
  0x02cac2c5c514a7, 1621476619, 2410308619, // CN=TrustAsia Global Root CA G3, O=TrustAsia Technologies, Inc., C=CN
  0x02f35552df5711, 1576725377, 2365125377, // CN=BJCA Global Root CA1, O=BEIJING CERTIFICATE AUTHORITY, C=CN
  0x032b4e881604a1, 1264774824, 2240576424, // CN=AffirmTrust Premium ECC, O=AffirmTrust, C=US
  0x03435f8b046354, 1581414300, 2054799899, // CN=D-TRUST BR Root CA 1 2020, O=D-Trust GmbH, C=DE
  0x03590386253dbc, 1432725076, 2145526876, // CN=Entrust Root Certification Authority - G4, OU=(c) 2015 Entrust, Inc. - for authorized use only, OU=See www.entrust.net/legal-terms, O=Entrust, Inc., C=US
  0x0363b0c79b9636, 1225295996, 1893456000, // OU=AC RAIZ FNMT-RCM, O=FNMT-RCM, C=ES
  0x03832e9204f123, 1610668800, 2399587199, // CN=DigiCert TLS ECC P384 Root G5, O=DigiCert, Inc., C=US
  0x038c1bc85c2f89, 1352764800, 2147483647, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign ECC Root CA - R4
  0x039e52e1c03b0e, 1616371200, 2405289599, // CN=Sectigo Public Server Authentication Root E46, O=Sectigo Limited, C=GB
  0x03ceed0d4b91dd, 1326389264, 2273160464, // CN=QuoVadis Root CA 1 G3, O=QuoVadis Limited, C=BM
  0x04417a11fc3d8e, 1375358400, 2147169600, // CN=DigiCert Assured ID Root G3, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x04a1561c3863bb, 1661445228, 2418309227, // CN=SSL.com TLS ECC Root CA 2022, O=SSL Corporation, C=US
  0x052fe6c536df12, 1533022004, 2321940404, // CN=vTrus ECC Root CA, O=iTrusChina Co.,Ltd., C=CN
  0x05422e3e90d574, 1683623433, 2157009032, // CN=D-TRUST EV Root CA 2 2023, O=D-Trust GmbH, C=DE
  0x0567b248c76a6a, 1161765035, 2108536235, // CN=SwissSign Gold CA - G2, O=SwissSign AG, C=CH
  0x057f9da66e231f, 1503516852, 2292435252, // CN=Trustwave Global Certification Authority, O=Trustwave Holdings, Inc., L=Chicago, ST=Illinois, C=US
  0x05b1669ad08563, 1685543836, 2473943835, // CN=OISTE Server Root RSA G1, O=OISTE Foundation, C=CH
  0x05c880f455b5ab, 1581292800, 2222899200, // CN=GLOBALTRUST 2020, O=e-commerce monitoring GmbH, C=AT
  0x05d18af3c3635f, 1288082283, 2234853483, // CN=Buypass Class 2 Root CA, O=Buypass AS-983163327, C=NO
  0x0618828a15319d, 1586334776, 2375253176, // CN=SecureSign Root CA15, O=Cybertrust Japan Co., Ltd., C=JP
  0x06a78e30b76c45, 1436265432, 2224665432, // CN=Hellenic Academic and Research Institutions ECC RootCA 2015, O=Hellenic Academic and Research Institutions Cert. Authority, L=Athens, C=GR
  0x070114f2346eac, 1222857614, 2011823999, // CN=T-TeleSec GlobalRoot Class 2, OU=T-Systems Trust Center, O=T-Systems Enterprise Services GmbH, C=DE
  0x07914cc67d154f, 1576710405, 2289338164, // CN=Microsoft ECC Root Certificate Authority 2017, O=Microsoft Corporation, C=US
  0x0872c90a91499b, 1685544148, 2473944147, // CN=OISTE Server Root ECC G1, O=OISTE Foundation, C=CH
  0x08ce26bc6c778c, 1466553600, 2097705600, // CN=GTS Root R4, O=Google Trust Services LLC, C=US
  0x08f5d13c82b42b, 1162928548, 1893441126, // CN=Secure Global CA, O=SecureTrust Corporation, C=US
  0x092be453e07d33, 1700038526, 2473844400, // CN=Telia EC TLS Root CA v3, O=Telia Company AB, C=SE
  0x094776eccec79f, 1617235200, 2406153600, // CN=Certainly Root E1, O=Certainly, C=US
  0x097d63a04d5401, 1715751717, 2346903716, // CN=TrustAsia TLS RSA Root CA, O=TrustAsia Technologies, Inc., C=CN
  0x09ebbfa865a486, 1613732138, 2370596137, // CN=HARICA TLS RSA Root CA 2021, O=Hellenic Academic and Research Institutions CA, C=GR
  0x0a1972ca46ea53, 1619083583, 2249803582, // C=DE, O=Atos, CN=Atos TrustedRoot Root CA ECC TLS 2021
  0x0a62d9075c5967, 1204761600, 2147471999, // CN=COMODO ECC Certification Authority, O=COMODO CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x0a8d1d646c0f9e, 1389895943, 2021047943, // CN=IdenTrust Commercial Root CA 1, O=IdenTrust, C=US
  0x0a8e765882d0ef, 1072915200, 1861919999, // CN=AAA Certificate Services, O=Comodo CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x0ab198da1a3545, 1545298653, 2334217053, // CN=AC RAIZ FNMT-RCM SERVIDORES SEGUROS, 550461=VATES-Q2826004J, OU=Ceres, O=FNMT-RCM, C=ES
  0x0af6fc971c605c, 1164931200, 1893455999, // CN=COMODO Certification Authority, O=COMODO CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x0b196020c09720, 1257410158, 1888562158, // CN=D-TRUST Root Class 3 CA 2 2009, O=D-Trust GmbH, C=DE
  0x0b25ad5a8e8049, 1683622591, 2157008190, // CN=D-TRUST BR Root CA 2 2023, O=D-Trust GmbH, C=DE
  0x0b7e93c4927536, 1264773966, 1924956366, // CN=AffirmTrust Commercial, O=AffirmTrust, C=US
  0x0b81f836d48081, 1192708850, 1981713650, // CN=TeliaSonera Root CA v1, O=TeliaSonera
  0x0b9b305cc8d2b2, 1257411046, 1888563046, // CN=D-TRUST Root Class 3 CA 2 EV 2009, O=D-Trust GmbH, C=DE
  0x0bce5097383848, 1584524818, 2372924818, // CN=E-Tugra Global Root CA ECC v3, OU=E-Tugra Trust Center, O=E-Tugra EBG A.S., L=Ankara, C=TR
  0x0be3b57ac1767a, 1183129985, 1814281985, // CN=Certigna, O=Dhimyotis, C=FR
  0x0bf7a1658db198, 1466054128, 2147404528, // CN=Security Communication ECC RootCA1, O=SECOM Trust Systems CO.,LTD., C=JP
  0x0c1296b49b7ddd, 1380616347, 2011768347, // CN=Certigna Root CA, OU=0002 48146308100036, O=Dhimyotis, C=FR
  0x0c21b28ae5b888, 1706677915, 2494213915, // CN=SECOM TLS RSA Root CA 2024, O=SECOM Trust Systems Co., Ltd., C=JP
  0x0c4c10610cdd3b, 1616371200, 2405289599, // CN=Sectigo Public Server Authentication Root R46, O=Sectigo Limited, C=GB
  0x0c792612f2debc, 1326399992, 2273171192, // CN=QuoVadis Root CA 3 G3, O=QuoVadis Limited, C=BM
  0x0cd5e410cd19d8, 1197551308, 2144305645, // CN=Izenpe.com, O=IZENPE S.A., C=ES
  0x0cf6abee3d823a, 1432598400, 2221603200, // CN=Amazon Root CA 2, O=Amazon, C=US
  0x0cfc1bf63dc456, 1416978795, 2240582399, // CN=GDCA TrustAUTH R5 ROOT, O=GUANG DONG CERTIFICATE AUTHORITY CO.,LTD., C=CN
  0x0d49458852b5c2, 1052975594, 1684126349, // CN=Hongkong Post Root CA 1, O=Hongkong Post, C=HK
  0x0d7e49553d138f, 1088528780, 2035213580, // OU=Go Daddy Class 2 Certification Authority, O=The Go Daddy Group, Inc., C=US
  0x0d840d34f968eb, 1375358400, 2147169600, // CN=DigiCert Global Root G2, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x0d95070741882b, 1621476622, 2410308622, // CN=TrustAsia Global Root CA G4, O=TrustAsia Technologies, Inc., C=CN
  0x0e22b6071bd2a3, 1164392820, 1953311013, // CN=QuoVadis Root CA 2, O=QuoVadis Limited, C=BM
  0x0e60911854847e, 1264774104, 1924956504, // CN=AffirmTrust Networking, O=AffirmTrust, C=US
  0x0e70c46a2cf83c, 1103509887, 2050194687, // OU=ePKI Root Certification Authority, O=Chunghwa Telecom Co., Ltd., C=TW
  0x0ea7af5fb7a11a, 1344395221, 1893380821, // CN=CFCA EV ROOT, O=China Financial Certification Authority, C=CN
  0x0ea8c68e63e90c, 1700041662, 2473844400, // CN=Telia RSA TLS Root CA v3, O=Telia Company AB, C=SE
  0x0ecb4ce539f3bf, 1599177600, 2231510400, // CN=ISRG Root X2, O=Internet Security Research Group, C=US
  0x0ee127651c5dc0, 1503403626, 2292322026, // CN=e-Szigno Root CA 2017, 550461=VATHU-23584497, O=Microsec Ltd., L=Budapest, C=HU
  0x0f0dd2a4b08d13, 1466553600, 2097705600, // CN=GTS Root R3, O=Google Trust Services LLC, C=US
  0x0f690f4e026f0a, 1164659022, 1795812822, // CN=Entrust Root Certification Authority, OU=(c) 2006 Entrust, Inc., OU=www.entrust.net/CPS is incorporated by reference, O=Entrust, Inc., C=US
  0x0f9365f25ef790, 1243573239, 1874725239, // OU=Security Communication RootCA2, O=SECOM Trust Systems CO.,LTD., C=JP
  0x0fbe1a66d13c1f, 1567591238, 2198311238, // CN=ANF Secure Server Root CA, OU=ANF CA Raiz, O=ANF Autoridad de Certificacion, C=ES, 550405=G63287510
  0x10019df30b4393, 1550828764, 2145887999, // CN=HiPKI Root CA - G1, O=Chunghwa Telecom Co., Ltd., C=TW
  0x1039121305fa19, 1619083270, 2249803269, // C=DE, O=Atos, CN=Atos TrustedRoot Root CA RSA TLS 2021
  0x105728eca0277c, 1521202213, 2310120613, // CN=Certum Trusted Root CA, OU=Certum Certification Authority, O=Asseco Data Systems S.A., C=PL
  0x1096cd4a543fb1, 1457654400, 2240524800, // CN=UCA Global G2 Root, O=UniTrust, C=CN
  0x109c7398ecae31, 1543492554, 2332410954, // CN=Telia Root CA v2, O=Telia Finland Oyj, C=FI
  0x110ab5092d3cc8, 1433415878, 2064567878, // CN=ISRG Root X1, O=Internet Security Research Group, C=US
  0x1115b2af931304, 1432598400, 2221603200, // CN=Amazon Root CA 3, O=Amazon, C=US
  0x11357e77e2a373, 1496254477, 2285086477, // CN=SSL.com EV Root Certification Authority RSA R2, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x113dfe49b23ae0, 1375358400, 2147169600, // CN=DigiCert Trusted Root G4, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x114d88a947051c, 1375358400, 2147169600, // CN=DigiCert Assured ID Root G2, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x1188ea99e3fd32, 1661445262, 2418309261, // CN=SSL.com TLS RSA Root CA 2022, O=SSL Corporation, C=US
  0x11c1ee84de6d19, 1342689330, 2289374130, // CN=CA Disig Root R2, O=Disig a.s., L=Bratislava, C=SK
  0x11d9fe4b3c5af0, 1316690522, 1916306522, // CN=Actalis Authentication Root CA, O=Actalis S.p.A./03358520967, L=Milan, C=IT
  0x11e1d795869e79, 1455300923, 2244305723, // CN=SSL.com EV Root Certification Authority ECC, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x121f33c3b02950, 1553040000, 2405116800, // CN=GlobalSign Root R46, O=GlobalSign nv-sa, C=BE
  0x123fd06a7e7a57, 1163116800, 1952035200, // CN=DigiCert Global Root CA, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x124f04bb0cbda5, 1553040000, 2405116800, // CN=GlobalSign Root E46, O=GlobalSign nv-sa, C=BE
  0x129cd9ef33cbe6, 1494323314, 2283242313, // CN=OISTE WISeKey Global Root GC CA, OU=OISTE Foundation Endorsed, O=WISeKey, C=CH
  0x12daf59caadbe5, 1617235200, 2406153600, // CN=Certainly Root R1, O=Certainly, C=US
  0x12f6c289147d91, 1496456986, 2285375386, // CN=Hongkong Post Root CA 3, O=Hongkong Post, L=Hong Kong, ST=Hong Kong, C=HK
  0x12f8b7fd056bf9, 1556269076, 2345273876, // CN=TunTrust Root CA, O=Agence Nationale de Certification Electronique, C=TN
  0x132b4e621764ad, 1246987554, 1922896554, // CN=Entrust Root Certification Authority - G2, OU=(c) 2009 Entrust, Inc. - for authorized use only, OU=See www.entrust.net/legal-terms, O=Entrust, Inc., C=US
  0x133f28c229e3f5, 1680005805, 2468966399, // CN=Telekom Security TLS RSA Root 2023, O=Deutsche Telekom Security GmbH, C=DE
  0x1365fd4ec57eb5, 1454589143, 2051198799, // CN=TrustCor RootCert CA-2, OU=TrustCor Certificate Authority, O=TrustCor Systems S. de R.L., L=Panama City, ST=Panama, C=PA
  0x139f97dea7272e, 1669100069, 2458051199, // CN=TWCA CYBER Root CA, OU=Root CA, O=TAIWAN-CA, C=TW
  0x1406e8b31dd569, 1224677257, 1893413257, // CN=Certum Trusted Network CA, OU=Certum Certification Authority, O=Unizeto Technologies S.A., C=PL
  0x140c6e64a42e6b, 1411485727, 2093613727, // CN=Autoridad de Certificacion Firmaprofesional CIF A62634068, C=ES
  0x149901dcbd5646, 1466057836, 2147408236, // CN=Security Communication RootCA3, O=SECOM Trust Systems CO.,LTD., C=JP
  0x14aa258ae19aa9, 1362485388, 1677845388, // CN=E-Tugra Certification Authority, OU=E-Tugra Sertifikasyon Merkezi, O=E-Tu?ra EBG Bili?im Teknolojileri ve Hizmetleri A.?., L=Ankara, C=TR
  0x14c7676f043428, 1454589153, 1893432487, // CN=TrustCor ECA-1, OU=TrustCor Certificate Authority, O=TrustCor Systems S. de R.L., L=Panama City, ST=Panama, C=PA
  0x14d0169879bb75, 1518978600, 2307897000, // CN=emSign ECC Root CA - G3, O=eMudhra Technologies Limited, OU=emSign PKI, C=IN
  0x14da18cb7e0c68, 1264774236, 2240575836, // CN=AffirmTrust Premium, O=AffirmTrust, C=US
  0x14f70fe5dc44b5, 1715751716, 2346903715, // CN=TrustAsia TLS ECC Root CA, O=TrustAsia Technologies, Inc., C=CN
  0x1506c37b4e7c1a, 1598341700, 2387318399, // CN=Telekom Security TLS ECC Root 2020, O=Deutsche Telekom Security GmbH, C=DE
  0x151223792e304c, 1263859200, 2147471999, // CN=COMODO RSA Certification Authority, O=COMODO CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x151ca8344038bd, 1355844336, 2144764536, // CN=Entrust Root Certification Authority - EC1, OU=(c) 2012 Entrust, Inc. - for authorized use only, OU=See www.entrust.net/legal-terms, O=Entrust, Inc., C=US
  0x155573373a2d57, 1445240610, 2076392610, // CN=SZAFIR ROOT CA2, O=Krajowa Izba Rozliczeniowa S.A., C=PL
  0x156856978fdb21, 1239166607, 1870318607, // CN=SecureSign RootCA11, O=Japan Certification Services, Inc., C=JP
  0x1576b68466a806, 1237370400, 1868522400, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign Root CA - R3
  0x15cc2a687f0fd3, 1503046722, 2134252799, // CN=NAVER Global Root Certification Authority, O=NAVER BUSINESS PLATFORM Corp., C=KR
  0x160eb21aa0cf7d, 946057851, 1879596912, // CN=Entrust.net Certification Authority (2048), OU=(c) 1999 Entrust.net Limited, OU=www.entrust.net/CPS_2048 incorp. by ref. (limits liab.), O=Entrust.net
  0x1662fd0e99f2c9, 1454589136, 1893432196, // CN=TrustCor RootCert CA-1, OU=TrustCor Certificate Authority, O=TrustCor Systems S. de R.L., L=Panama City, ST=Panama, C=PA
  0x16654316b8eb90, 1706680354, 2494216354, // CN=SECOM TLS ECC Root CA 2024, O=SECOM Trust Systems Co., Ltd., C=JP
  0x16a9764f3c75dc, 1486373255, 2275291655, // OU=certSIGN ROOT CA G2, O=CERTSIGN SA, C=RO
  0x16af4fdd341732, 1389894812, 2021046812, // CN=IdenTrust Public Sector Root CA 1, O=IdenTrust, C=US
  0x1758b992fb286e, 1264982400, 2147471999, // CN=USERTrust RSA Certification Authority, O=The USERTRUST Network, L=Jersey City, ST=New Jersey, C=US
  0x17775e8ea6eecd, 1503517003, 2292435403, // CN=Trustwave Global ECC P384 Certification Authority, O=Trustwave Holdings, Inc., L=Chicago, ST=Illinois, C=US
  0x178ac14ac0f17a, 1455300843, 2244305643, // CN=SSL.com Root Certification Authority ECC, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x17dff3d97a0ea5, 1586329579, 2375247979, // CN=SecureSign Root CA14, O=Cybertrust Japan Co., Ltd., C=JP
  0x18200114aab8dc, 1163116800, 1952035200, // CN=DigiCert Assured ID Root CA, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x1892a9332f7b0d, 1432598400, 2147299200, // CN=Amazon Root CA 1, O=Amazon, C=US
  0x18c0261f45577f, 1436263881, 2224663881, // CN=Hellenic Academic and Research Institutions RootCA 2015, O=Hellenic Academic and Research Institutions Cert. Authority, L=Athens, C=GR
  0x1904746caa7caf, 1503516910, 2292435310, // CN=Trustwave Global ECC P256 Certification Authority, O=Trustwave Holdings, Inc., L=Chicago, ST=Illinois, C=US
  0x1912e41db20855, 1576709482, 2289337223, // CN=Microsoft RSA Root Certificate Authority 2017, O=Microsoft Corporation, C=US
  0x197f9ee10535dc, 1317890396, 2422427996, // CN=Certum Trusted Network CA 2, OU=Certum Certification Authority, O=Unizeto Technologies S.A., C=PL
  0x19a8879c11ef9f, 1310050710, 1924991999, // C=DE, O=Atos, CN=Atos TrustedRoot 2011
  0x19ec597d5e91de, 1466553600, 2097705600, // CN=GTS Root R1, O=Google Trust Services LLC, C=US
  0x19f7ed289e61da, 958157160, 1747094340, // CN=Baltimore CyberTrust Root, OU=CyberTrust, O=Baltimore, C=IE
  0x1a1d3ffaaa6d2d, 1689602400, 2162988000, // CN=e-Szigno TLS Root CA 2023, 550461=VATHU-23584497, O=Microsec Ltd., L=Budapest, C=HU
  0x1a64096dcd8c1f, 904651200, 1832673600, // CN=GlobalSign Root CA, OU=Root CA, O=GlobalSign nv-sa, C=BE
  0x1a6990b5c34f53, 1099329244, 2051242639, // CN=XRamp Global Certification Authority, O=XRamp Security Services Inc, OU=www.xrampsecurity.com, C=US
  0x1a967cca81e91c, 1426204800, 2177366400, // CN=UCA Extended Validation Root, O=UniTrust, C=CN
  0x1a9d018cad7f26, 1613732470, 2370596469, // CN=HARICA TLS ECC Root CA 2021, O=Hellenic Academic and Research Institutions CA, C=GR
  0x1ab063c1f208b6, 1417446032, 2206365031, // CN=OISTE WISeKey Global Root GB CA, OU=OISTE Foundation Endorsed, O=WISeKey, C=CH
  0x1ab25945aff521, 1581415200, 2054800799, // CN=D-TRUST EV Root CA 1 2020, O=D-Trust GmbH, C=DE
  0x1ad15b9aac4035, 1245151818, 1893324618, // emailAddress=info@e-szigno.hu, CN=Microsec e-Szigno Root CA 2009, O=Microsec Ltd., L=Budapest, C=HU
  0x1b2cd4d4b997aa, 1466553600, 2097705600, // CN=GTS Root R2, O=Google Trust Services LLC, C=US
  0x1b48c16439ee4e, 1242808695, 1924936695, // CN=Autoridad de Certificacion Firmaprofesional CIF A62634068, C=ES
  0x1b5bdf31dec1c8, 1518978600, 2307897000, // CN=emSign Root CA - G1, O=eMudhra Technologies Limited, OU=emSign PKI, C=IN
  0x1b8f978cb4de7f, 1418169600, 2049321600, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign Root CA - R6
  0x1ba667285e47c5, 1654686502, 2443604902, // CN=SwissSign RSA TLS Root CA 2022 - 1, O=SwissSign AG, C=CH
  0x1bafca66ca4a69, 1610668800, 2399587199, // CN=DigiCert TLS RSA4096 Root G5, O=DigiCert, Inc., C=US
  0x1bc96af0b8d670, 1518978600, 2307897000, // CN=emSign Root CA - C1, O=eMudhra Inc, OU=emSign PKI, C=US
  0x1bf7f25e6a5160, 1152033604, 1940952004, // OU=certSIGN ROOT CA, O=certSIGN, C=RO
  0x1c4992ebe579b5, 1288081738, 2234852938, // CN=Buypass Class 3 Root CA, O=Buypass AS-983163327, C=NO
  0x1cadc9fd645b2b, 1164395483, 1953313604, // CN=QuoVadis Root CA 3, O=QuoVadis Limited, C=BM
  0x1cd047601cb67a, 1251763200, 2145916799, // CN=Starfield Root Certificate Authority - G2, O=Starfield Technologies, Inc., L=Scottsdale, ST=Arizona, C=US
  0x1d17427623a767, 1649235696, 2437635696, // CN=FIRMAPROFESIONAL CA ROOT-A WEB, 550461=VATES-A62634068, O=Firmaprofesional SA, C=ES
  0x1d4e74983ac9bb, 1162927878, 1893440455, // CN=SecureTrust CA, O=SecureTrust Corporation, C=US
  0x1d7e972fd70a43, 1161765166, 2108536366, // CN=SwissSign Silver CA - G2, O=SwissSign AG, C=CH
  0x1dc48c77d1b1ce, 1264982400, 2147471999, // CN=USERTrust ECC Certification Authority, O=The USERTRUST Network, L=Jersey City, ST=New Jersey, C=US
  0x1dc92a0c7300ae, 1522049094, 2310967494, // CN=Certum EC-384 CA, OU=Certum Certification Authority, O=Asseco Data Systems S.A., C=PL
  0x1ddd15fb72f13f, 1229008101, 1859728101, // CN=NetLock Arany (Class Gold) F?tan?s?tv?ny, OU=Tan?s?tv?nykiad?k (Certification Services), O=NetLock Kft., L=Budapest, C=HU
  0x1de10c27cd58bb, 1251763200, 2145916799, // CN=Starfield Services Root Certificate Authority - G2, O=Starfield Technologies, Inc., L=Scottsdale, ST=Arizona, C=US
  0x1e025562dff322, 1219908273, 1924963199, // CN=TWCA Root Certification Authority, OU=Root CA, O=TAIWAN-CA, C=TW
  0x1e38152d697330, 1340778513, 1924963199, // CN=TWCA Global Root CA, OU=Root CA, O=TAIWAN-CA, C=TW
  0x1e7e96bba84ce9, 1375358400, 2147169600, // CN=DigiCert Global Root G3, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x1ea5def44d2266, 1586324206, 2217476206, // CN=SecureSign Root CA12, O=Cybertrust Japan Co., Ltd., C=JP
  0x1ece9f576b58b4, 1385367955, 2329374355, // CN=TUBITAK Kamu SM SSL Kok Sertifikasi - Surum 1, OU=Kamu Sertifikasyon Merkezi - Kamu SM, O=Turkiye Bilimsel ve Teknolojik Arastirma Kurumu - TUBITAK, L=Gebze - Kocaeli, C=TR
  0x1f9a751942f34b, 1584522437, 2372922437, // CN=E-Tugra Global Root CA RSA v3, OU=E-Tugra Trust Center, O=E-Tugra EBG A.S., L=Ankara, C=TR
  0x1fbcd81bcf9031, 1455298779, 2244303579, // CN=SSL.com Root Certification Authority RSA, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x1fbcf001ed1be6, 1163116800, 1952035200, // CN=DigiCert High Assurance EV Root CA, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x1fc676ba97abbd, 1222856996, 2011823999, // CN=T-TeleSec GlobalRoot Class 3, OU=T-Systems Trust Center, O=T-Systems Enterprise Services GmbH, C=DE
  0x1fd05fd27a186b, 1576725501, 2365125501, // CN=BJCA Global Root CA2, O=BEIJING CERTIFICATE AUTHORITY, C=CN
];
